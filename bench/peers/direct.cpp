// CHOLMOD and Eigen as peers of fibril's solver. One job a run:
//
//   direct folder cholmod  repeats   analyse, factorise, solve; writes u.f64
//   direct folder downdate repeats   factorise, then take away the bonds of break.i32/break.f64 one by one
//   direct folder eigencg  repeats   conjugate gradients with Jacobi to 1e-8
//
// The folder holds the matrix in 6 x 6 blocks (start.i32, column.i32, value.f64) and the force (force.f64).
// Prints one line of JSON; times are CPU seconds of the process, medians.
#include <cholmod.h>
#include <dlfcn.h>
#include <sys/resource.h>
#include <time.h>

#include <Eigen/IterativeLinearSolvers>
#include <Eigen/Sparse>
#include <algorithm>
#include <cstdio>
#include <cstdlib>
#include <cstring>
#include <fstream>
#include <stdexcept>
#include <string>
#include <vector>

using std::string;
using std::vector;

static double cpu() {
  timespec t;
  clock_gettime(CLOCK_PROCESS_CPUTIME_ID, &t);
  return double(t.tv_sec) + 1e-9 * double(t.tv_nsec);
}

static double median(vector<double> v) {
  std::sort(v.begin(), v.end());
  return v[v.size() / 2];
}

static double peakMB() {
  rusage r;
  getrusage(RUSAGE_SELF, &r);
  return double(r.ru_maxrss) / 1024;
}

template <class T>
static vector<T> readAll(const string& file) {
  std::ifstream in(file, std::ios::binary | std::ios::ate);
  if (!in) throw std::runtime_error("cannot read " + file);
  vector<T> out(size_t(in.tellg()) / sizeof(T));
  in.seekg(0);
  in.read(reinterpret_cast<char*>(out.data()), std::streamsize(out.size() * sizeof(T)));
  return out;
}

static void writeAll(const string& file, const double* data, size_t count) {
  std::ofstream out(file, std::ios::binary);
  out.write(reinterpret_cast<const char*>(data), std::streamsize(count * sizeof(double)));
}

static const char* blas() {
  auto config = reinterpret_cast<char* (*)()>(dlsym(RTLD_DEFAULT, "openblas_get_config"));
  return config ? config() : "reference BLAS";
}

struct System {
  vector<int> start, column;
  vector<double> value, force;
  explicit System(const string& folder)
      : start(readAll<int>(folder + "/start.i32")),
        column(readAll<int>(folder + "/column.i32")),
        value(readAll<double>(folder + "/value.f64")),
        force(readAll<double>(folder + "/force.f64")) {}
  int rows() const { return int(start.size()) - 1; }
  // Calls f(row, column, value) for every entry of block row i, by column.
  template <class F>
  void entries(int i, F f) const {
    for (int k = start[i]; k < start[i + 1]; k++)
      for (int c = 0; c < 6; c++)
        for (int r = 0; r < 6; r++) f(6 * i + r, 6 * column[k] + c, value[36ul * k + 6 * r + c]);
  }
};

class Cholmod {
 public:
  explicit Cholmod(const System& s) : n_(6 * s.rows()) {
    cholmod_start(&c);
    c.supernodal = CHOLMOD_SUPERNODAL;
    c.final_ll = 0;
    c.nmethods = 1;
    c.method[0].ordering = CHOLMOD_METIS;
    c.postorder = 1;
    size_t count = 0;
    for (int i = 0; i < s.rows(); i++) s.entries(i, [&](int r, int q, double) { count += q >= r; });
    a = cholmod_allocate_sparse(n_, n_, count, 1, 1, -1, CHOLMOD_REAL, &c);
    int *p = static_cast<int*>(a->p), *rows = static_cast<int*>(a->i);
    double* x = static_cast<double*>(a->x);
    size_t k = 0;
    // The matrix is symmetric: the part right of the diagonal of a row is the lower part of that column.
    for (int i = 0; i < s.rows(); i++)
      for (int r = 0; r < 6; r++) {
        p[6 * i + r] = int(k);
        for (int e = s.start[i]; e < s.start[i + 1]; e++)
          for (int q = 0; q < 6; q++)
            if (6 * s.column[e] + q >= 6 * i + r) {
              rows[k] = 6 * s.column[e] + q;
              x[k++] = s.value[36ul * e + 6 * r + q];
            }
      }
    p[n_] = int(k);
    b = cholmod_zeros(n_, 1, CHOLMOD_REAL, &c);
    std::memcpy(b->x, s.force.data(), sizeof(double) * n_);
  }
  void analyse() {
    if (l) cholmod_free_factor(&l, &c);
    l = cholmod_analyze(a, &c);
  }
  void factorise() {
    cholmod_factorize(a, l, &c);
    if (c.status != CHOLMOD_OK) throw std::runtime_error("cholmod status " + std::to_string(c.status));
  }
  void solve() {
    if (x) cholmod_free_dense(&x, &c);
    x = cholmod_solve(CHOLMOD_A, l, b, &c);
  }
  const double* solution() const { return static_cast<const double*>(x->x); }
  // The columns of a bond in the order of the factor; -1 marks a held node.
  cholmod_sparse* columns(const int* node, const double* w) {
    cholmod_sparse* s = cholmod_allocate_sparse(n_, 6, 72, 0, 1, 0, CHOLMOD_REAL, &c);
    int k = 0;
    for (int q = 0; q < 6; q++) {
      static_cast<int*>(s->p)[q] = k;
      for (int e = 0; e < 12; e++) {
        if (node[e / 6] < 0) continue;
        static_cast<int*>(s->i)[k] = 6 * node[e / 6] + e % 6;
        static_cast<double*>(s->x)[k++] = w[12 * q + e];
      }
    }
    static_cast<int*>(s->p)[6] = k;
    cholmod_sparse* out = cholmod_submatrix(s, static_cast<int*>(l->Perm), n_, nullptr, -1, 1, 1, &c);
    cholmod_free_sparse(&s, &c);
    return out;
  }
  cholmod_common c;
  cholmod_factor* l = nullptr;

 private:
  int n_;
  cholmod_sparse* a;
  cholmod_dense *b, *x = nullptr;
};

static void runCholmod(const System& s, const string& folder, int repeats) {
  Cholmod m(s);
  vector<double> analyse, factor, solve;
  for (int k = 0; k < repeats; k++) {
    double t = cpu();
    m.analyse();
    analyse.push_back(cpu() - t);
    t = cpu();
    m.factorise();
    factor.push_back(cpu() - t);
    t = cpu();
    m.solve();
    solve.push_back(cpu() - t);
  }
  writeAll(folder + "/u.f64", m.solution(), 6ul * s.rows());
  printf("{\"version\":\"%d.%d.%d\",\"blas\":\"%s\",\"analyse\":%.6f,\"factor\":%.6f,\"solve\":%.6f,"
         "\"entries\":%.0f,\"flops\":%.0f,\"peakMB\":%.0f}\n",
         CHOLMOD_MAIN_VERSION, CHOLMOD_SUB_VERSION, CHOLMOD_SUBSUB_VERSION, blas(), median(analyse),
         median(factor), median(solve), m.c.lnz, m.c.fl, peakMB());
}

static void runDowndate(const System& s, const string& folder) {
  auto nodes = readAll<int>(folder + "/break.i32");
  auto columns = readAll<double>(folder + "/break.f64");
  Cholmod m(s);
  m.analyse();
  m.factorise();
  // Rank-6 changes need the simplicial LDL' form.
  cholmod_change_factor(CHOLMOD_REAL, 0, 0, 0, 0, m.l, &m.c);
  vector<double> down, solve, both;
  for (size_t k = 0; 2 * k < nodes.size(); k++) {
    cholmod_sparse* w = m.columns(&nodes[2 * k], &columns[72 * k]);
    double t = cpu();
    if (!cholmod_updown(0, w, m.l, &m.c)) throw std::runtime_error("downdate failed");
    double middle = cpu();
    m.solve();
    double end = cpu();
    cholmod_free_sparse(&w, &m.c);
    down.push_back(middle - t);
    solve.push_back(end - middle);
    both.push_back(end - t);
  }
  writeAll(folder + "/u.f64", m.solution(), 6ul * s.rows());
  double sum = 0;
  for (double t : both) sum += t;
  printf("{\"downdate\":%.6f,\"solve\":%.6f,\"total\":%.6f,\"mean\":%.6f,\"bonds\":%zu,\"peakMB\":%.0f}\n",
         median(down), median(solve), median(both), sum / double(both.size()), both.size(), peakMB());
}

static void runEigen(const System& s, const string& folder, int repeats) {
  using Matrix = Eigen::SparseMatrix<double, Eigen::RowMajor>;
  const int n = 6 * s.rows();
  Matrix a(n, n);
  {
    vector<Eigen::Triplet<double>> triplets;
    for (int i = 0; i < s.rows(); i++)
      s.entries(i, [&](int r, int c, double v) { triplets.emplace_back(r, c, v); });
    a.setFromTriplets(triplets.begin(), triplets.end());
  }
  Eigen::Map<const Eigen::VectorXd> b(s.force.data(), n);
  Eigen::ConjugateGradient<Matrix, Eigen::Lower | Eigen::Upper> cg;
  cg.setTolerance(1e-8);
  cg.setMaxIterations(100000);
  Eigen::VectorXd x;
  vector<double> setup, solve;
  for (int k = 0; k < repeats; k++) {
    double t = cpu();
    cg.compute(a);
    setup.push_back(cpu() - t);
    t = cpu();
    x = cg.solve(b);
    solve.push_back(cpu() - t);
  }
  writeAll(folder + "/u.f64", x.data(), size_t(n));
  printf("{\"version\":\"%d.%d.%d\",\"setup\":%.6f,\"solve\":%.6f,\"iterations\":%d,\"peakMB\":%.0f}\n",
         EIGEN_WORLD_VERSION, EIGEN_MAJOR_VERSION, EIGEN_MINOR_VERSION, median(setup), median(solve),
         int(cg.iterations()), peakMB());
}

int main(int count, char** words) try {
  if (count < 4) throw std::runtime_error("usage: direct folder cholmod|downdate|eigencg repeats");
  const string folder = words[1], job = words[2];
  const int repeats = std::max(1, std::atoi(words[3]));
  const System s(folder);
  if (job == "cholmod") runCholmod(s, folder, repeats);
  else if (job == "downdate") runDowndate(s, folder);
  else if (job == "eigencg") runEigen(s, folder, repeats);
  else throw std::runtime_error("unknown job " + job);
  return 0;
} catch (const std::exception& e) {
  fprintf(stderr, "%s\n", e.what());
  return 1;
}
