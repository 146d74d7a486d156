// The core's inner operator, y = K x in single precision, in native C++: what WebAssembly is compared with.
// Built by native.mjs: g++ -O3 -march=native. Usage: native network.bin y.bin samples seconds-per-sample
//
// network.bin: int32 n, m; int32 start[n + 1], the elements of each lower node; int32 higher[m]; float record[16 m]:
//   n(3), kn - ks | armI(3), ks | armJ(3), kt - kb | kb, 0, 0, 0; float x[8 n]: u(3), 0 | theta(3), 0.
// Prints the CPU ns an element of each sample, one line per kernel; writes y of the last one.

#include <cstdint>
#include <cstdio>
#include <cstdlib>
#include <cstring>
#include <ctime>
#include <vector>

struct Network {
  int32_t n = 0, m = 0;
  std::vector<int32_t> start, higher;
  float *record = nullptr, *x = nullptr, *y = nullptr;
};

static double cpuSeconds() {
  timespec t;
  clock_gettime(CLOCK_PROCESS_CPUTIME_ID, &t);
  return static_cast<double>(t.tv_sec) + 1e-9 * static_cast<double>(t.tv_nsec);
}

static float* aligned(size_t count) {
  return static_cast<float*>(std::aligned_alloc(64, (count * sizeof(float) + 63) / 64 * 64));
}

// Plain scalar code, as the compiler makes it.
static void applyPlain(const Network& net) {
  const float* __restrict x = net.x;
  float* __restrict y = net.y;
  std::memset(y, 0, 32 * static_cast<size_t>(net.n));
  for (int32_t a = 0; a < net.n; a++) {
    const float *p = x + 8 * static_cast<size_t>(a), *v = p + 4;
    float f0 = 0, f1 = 0, f2 = 0, c0 = 0, c1 = 0, c2 = 0;
    for (int32_t e = net.start[a]; e < net.start[a + 1]; e++) {
      const float* n = net.record + 16 * static_cast<size_t>(e);
      const float *s = n + 4, *t = n + 8;
      const float kb = n[12];
      const float *q = x + 8 * static_cast<size_t>(net.higher[e]), *w = q + 4;
      float* out = y + 8 * static_cast<size_t>(net.higher[e]);
      const float dx = q[0] + w[1] * t[2] - w[2] * t[1] - p[0] - v[1] * s[2] + v[2] * s[1];
      const float dy = q[1] + w[2] * t[0] - w[0] * t[2] - p[1] - v[2] * s[0] + v[0] * s[2];
      const float dz = q[2] + w[0] * t[1] - w[1] * t[0] - p[2] - v[0] * s[1] + v[1] * s[0];
      const float along = n[3] * (n[0] * dx + n[1] * dy + n[2] * dz);
      const float fx = s[3] * dx + along * n[0];
      const float fy = s[3] * dy + along * n[1];
      const float fz = s[3] * dz + along * n[2];
      const float px = w[0] - v[0], py = w[1] - v[1], pz = w[2] - v[2];
      const float twist = t[3] * (n[0] * px + n[1] * py + n[2] * pz);
      const float cx = kb * px + twist * n[0];
      const float cy = kb * py + twist * n[1];
      const float cz = kb * pz + twist * n[2];
      out[0] += fx;
      out[1] += fy;
      out[2] += fz;
      out[4] += t[1] * fz - t[2] * fy + cx;
      out[5] += t[2] * fx - t[0] * fz + cy;
      out[6] += t[0] * fy - t[1] * fx + cz;
      f0 += fx;
      f1 += fy;
      f2 += fz;
      c0 += s[1] * fz - s[2] * fy + cx;
      c1 += s[2] * fx - s[0] * fz + cy;
      c2 += s[0] * fy - s[1] * fx + cz;
    }
    float* own = y + 8 * static_cast<size_t>(a);
    own[0] -= f0;
    own[1] -= f1;
    own[2] -= f2;
    own[4] -= c0;
    own[5] -= c1;
    own[6] -= c2;
  }
}

#ifdef __SSE4_1__
#include <immintrin.h>

static inline __m128 turn(__m128 v) { return _mm_shuffle_ps(v, v, _MM_SHUFFLE(3, 0, 2, 1)); }

// v x w in lanes 0 to 2.
static inline __m128 cross(__m128 v, __m128 w) {
  return turn(_mm_sub_ps(_mm_mul_ps(v, turn(w)), _mm_mul_ps(turn(v), w)));
}

// Sum of the lanes of v w in every lane; lane 3 of one of them is 0. (dpps takes longer.)
static inline __m128 dot(__m128 v, __m128 w) {
  const __m128 p = _mm_mul_ps(v, w);
  const __m128 q = _mm_add_ps(p, _mm_shuffle_ps(p, p, _MM_SHUFFLE(2, 3, 0, 1)));
  return _mm_add_ps(q, _mm_shuffle_ps(q, q, _MM_SHUFFLE(1, 0, 3, 2)));
}

static inline __m128 lane3(__m128 v) { return _mm_shuffle_ps(v, v, 0xff); }

// Vectors in registers, a node's sums too while its elements pass.
static void applySse(const Network& net) {
  const float* __restrict x = net.x;
  float* __restrict y = net.y;
  std::memset(y, 0, 32 * static_cast<size_t>(net.n));
  const __m128 xyz = _mm_castsi128_ps(_mm_set_epi32(0, -1, -1, -1));
  for (int32_t a = 0; a < net.n; a++) {
    const __m128 ui = _mm_load_ps(x + 8 * static_cast<size_t>(a));
    const __m128 vi = _mm_load_ps(x + 8 * static_cast<size_t>(a) + 4);
    __m128 fsum = _mm_setzero_ps(), csum = fsum;
    for (int32_t e = net.start[a]; e < net.start[a + 1]; e++) {
      const float* r = net.record + 16 * static_cast<size_t>(e);
      const __m128 n4 = _mm_load_ps(r), s = _mm_load_ps(r + 4), t = _mm_load_ps(r + 8);
      const __m128 n = _mm_and_ps(n4, xyz);
      const __m128 kb = _mm_shuffle_ps(_mm_load_ps(r + 12), _mm_load_ps(r + 12), 0);
      const float* q = x + 8 * static_cast<size_t>(net.higher[e]);
      const __m128 vj = _mm_load_ps(q + 4);
      const __m128 jump = _mm_sub_ps(_mm_add_ps(_mm_load_ps(q), cross(vj, t)), _mm_add_ps(ui, cross(vi, s)));
      const __m128 along = _mm_mul_ps(lane3(n4), dot(n, jump));
      const __m128 f = _mm_add_ps(_mm_mul_ps(lane3(s), jump), _mm_mul_ps(along, n));
      const __m128 rotation = _mm_sub_ps(vj, vi);
      const __m128 twist = _mm_mul_ps(lane3(t), dot(n, rotation));
      const __m128 c = _mm_add_ps(_mm_mul_ps(kb, rotation), _mm_mul_ps(twist, n));
      float* out = y + 8 * static_cast<size_t>(net.higher[e]);
      _mm_store_ps(out, _mm_add_ps(_mm_load_ps(out), f));
      _mm_store_ps(out + 4, _mm_add_ps(_mm_load_ps(out + 4), _mm_add_ps(cross(t, f), c)));
      fsum = _mm_add_ps(fsum, f);
      csum = _mm_add_ps(csum, _mm_add_ps(cross(s, f), c));
    }
    float* own = y + 8 * static_cast<size_t>(a);
    _mm_store_ps(own, _mm_sub_ps(_mm_load_ps(own), fsum));
    _mm_store_ps(own + 4, _mm_sub_ps(_mm_load_ps(own + 4), csum));
  }
}
#endif

static bool readAll(FILE* file, void* to, size_t bytes) { return std::fread(to, 1, bytes, file) == bytes; }

static bool readNetwork(const char* name, Network& net) {
  FILE* file = std::fopen(name, "rb");
  if (!file) return false;
  int32_t head[2];
  bool good = readAll(file, head, sizeof head);
  if (good) {
    net.n = head[0];
    net.m = head[1];
    const size_t n = static_cast<size_t>(net.n), m = static_cast<size_t>(net.m);
    net.start.resize(n + 1);
    net.higher.resize(m);
    net.record = aligned(16 * m);
    net.x = aligned(8 * n);
    net.y = aligned(8 * n);
    good = readAll(file, net.start.data(), 4 * (n + 1)) && readAll(file, net.higher.data(), 4 * m) &&
           readAll(file, net.record, 64 * m) && readAll(file, net.x, 32 * n);
  }
  std::fclose(file);
  return good;
}

static void time(const char* label, void (*apply)(const Network&), const Network& net, int samples, double span) {
  apply(net);
  int times = 1;
  double spent = 0;
  while (true) {  // warm-up, and how many applies a sample takes
    const double begin = cpuSeconds();
    for (int k = 0; k < times; k++) apply(net);
    spent = cpuSeconds() - begin;
    if (spent >= span) break;
    times *= 2;
  }
  std::printf("%s", label);
  for (int s = 0; s < samples; s++) {
    const double begin = cpuSeconds();
    for (int k = 0; k < times; k++) apply(net);
    std::printf(" %.6g", 1e9 * (cpuSeconds() - begin) / times / net.m);
  }
  std::printf("\n");
}

int main(int count, char** words) {
  Network net;
  if (count != 5 || !readNetwork(words[1], net)) {
    std::fprintf(stderr, "usage: native network.bin y.bin samples seconds-per-sample\n");
    return 1;
  }
  const int samples = std::atoi(words[3]);
  const double span = std::atof(words[4]);
  time("plain", applyPlain, net, samples, span);
#ifdef __SSE4_1__
  time("sse", applySse, net, samples, span);
#endif
  FILE* out = std::fopen(words[2], "wb");
  const size_t bytes = 32 * static_cast<size_t>(net.n);
  if (!out || std::fwrite(net.y, 1, bytes, out) != bytes) return 1;
  return std::fclose(out);
}
