/**
 * Impostors: every sphere and rod is one quad that just covers it; its fragments meet the line of sight with the
 * true surface. Fragments are few and lean, since a machine without a graphics card works them out itself.
 */

/** Depth of a point of view space, from the projection's lower rows. */
const DEPTH = `
float depthOf(float z) {
  return 0.5 * (projectionMatrix[2][2] * z + projectionMatrix[3][2]) /
    (projectionMatrix[2][3] * z + projectionMatrix[3][3]) + 0.5;
}
`;

/** Light from the viewer's upper left; rims darker, so that like colours part. Picked things glow. */
const LIGHT = `
vec3 lit(vec3 colour, vec3 n) {
  float light = 0.58 + 0.42 * max(0.0, dot(n, vec3(-0.32, 0.48, 0.816)));
  return colour * light * smoothstep(-0.1, 0.42, n.z + 0.06);
}
`;

const HEAD = `precision highp float;
precision highp int;
uniform mat4 projectionMatrix;
`;

/**
 * Where a fragment lies in view space. Points, one vertex for each thing, are quicker than quads but vanish with
 * their centres at the picture's edge and have a largest size: they serve while the viewer moves.
 */
const PLACE_OUT = `
#ifdef POINTS
uniform float pixels;
flat out vec4 square;
void asPoint(vec3 c, float r) {
  float z = projectionMatrix[2][3] * c.z + projectionMatrix[3][3];
#ifdef PERSPECTIVE
  float far = length(c);
  r *= far * far / (-c.z * sqrt(max(far * far - r * r, 1e-4)));
#endif
  square = vec4(c, r);
  gl_Position = projectionMatrix * vec4(c, 1.0);
  gl_PointSize = max(1.0, r * projectionMatrix[1][1] * pixels / z);
}
#else
out vec3 place;
#endif
`;
const PLACE_IN = `
#ifdef POINTS
flat in vec4 square;
#define PLACE vec3(square.xy + square.w * vec2(2.0 * gl_PointCoord.x - 1.0, 1.0 - 2.0 * gl_PointCoord.y), square.z)
#else
in vec3 place;
#define PLACE place
#endif
`;

/** Which corner of its quad a vertex is. */
const CORNER = `  vec2 corner = vec2(2 * (gl_VertexID & 1) - 1, (gl_VertexID & 2) - 1);
`;

/** Line of sight through a point of view space: all parallel, or all from the origin. */
export const SPHERE_VERTEX = `${HEAD}
uniform mat4 viewMatrix;
in vec4 sphere;
in vec4 colour;
${PLACE_OUT}flat out vec4 ball;
flat out vec4 tint;
void main() {
${CORNER}  vec3 c = (viewMatrix * vec4(sphere.xyz, 1.0)).xyz;
  ball = vec4(c, sphere.w);
  tint = colour;
  float r = sphere.w;
#ifdef POINTS
  asPoint(c, r);
#elif defined(PERSPECTIVE)
  float far2 = dot(c, c);
  vec3 w = normalize(-c);
  vec3 u = normalize(cross(vec3(0.0, 1.0, 0.0), w));
  r *= sqrt(far2 / max(far2 - r * r, 1e-6));
  place = c + r * (corner.x * u + corner.y * cross(w, u));
  gl_Position = projectionMatrix * vec4(place, 1.0);
#else
  place = vec3(corner, 0.0);
  gl_Position = projectionMatrix * vec4(c.xy + r * corner, c.z, 1.0);
#endif
}
`;

export const SPHERE_FRAGMENT = `${HEAD}
${PLACE_IN}flat in vec4 ball;
flat in vec4 tint;
uniform vec3 glow;
out vec4 result;
${DEPTH}${LIGHT}
void main() {
#ifdef PERSPECTIVE
  vec3 d = normalize(PLACE);
  float b = dot(d, ball.xyz);
  float rest = ball.w * ball.w - dot(ball.xyz, ball.xyz) + b * b;
  if (rest < 0.0) discard;
  vec3 hit = (b - sqrt(rest)) * d;
  vec3 n = (hit - ball.xyz) / ball.w;
  gl_FragDepth = depthOf(hit.z);
#else
#ifdef POINTS
  vec2 at = vec2(2.0 * gl_PointCoord.x - 1.0, 1.0 - 2.0 * gl_PointCoord.y);
#else
  vec2 at = place.xy;
#endif
  float rr = dot(at, at);
  if (rr > 1.0) discard;
  vec3 n = vec3(at, sqrt(1.0 - rr));
  gl_FragDepth = depthOf(ball.z + ball.w * n.z);
#endif
  vec3 c = lit(tint.rgb, n);
  result = vec4(mix(c, glow, tint.a * smoothstep(0.62, 0.5, n.z)), 1.0);
}
`;

export const ROD_VERTEX = `${HEAD}
uniform mat4 viewMatrix;
in vec4 from;
in vec3 to;
in vec4 colour;
${PLACE_OUT}flat out vec4 middle;
flat out vec4 axis;
flat out vec4 tint;
void main() {
${CORNER}  vec3 a = (viewMatrix * vec4(from.xyz, 1.0)).xyz;
  vec3 b = (viewMatrix * vec4(to, 1.0)).xyz;
  float h = 0.5 * length(b - a);
  vec3 c = 0.5 * (a + b);
  vec3 d = h > 0.0 ? (b - a) / (2.0 * h) : vec3(0.0, 0.0, 1.0);
  middle = vec4(c, from.w);
  axis = vec4(d, h);
  tint = colour;
#ifdef PERSPECTIVE
  vec3 w = normalize(-c);
  float grow = 1.0 / max(0.05, 1.0 - sqrt(h * h + from.w * from.w) / length(c));
#else
  vec3 w = vec3(0.0, 0.0, 1.0);
  float grow = 1.0;
#endif
  float tilt = dot(d, w);
  vec3 u = d - tilt * w;
  float flat_ = length(u);
#ifdef POINTS
  asPoint(c, max(from.w, h * flat_ + from.w * abs(tilt)));
#else
  u = flat_ > 1e-4 ? u / flat_ : normalize(cross(vec3(0.31, 0.95, 0.0), w));
  vec3 v = cross(w, u);
  place = c + grow * (corner.x * (h * flat_ + from.w * abs(tilt)) * u + corner.y * from.w * v);
  gl_Position = projectionMatrix * vec4(place, 1.0);
#endif
}
`;

export const ROD_FRAGMENT = `${HEAD}
${PLACE_IN}flat in vec4 middle;
flat in vec4 axis;
flat in vec4 tint;
uniform vec3 glow;
out vec4 result;
${DEPTH}${LIGHT}
void main() {
#ifdef PERSPECTIVE
  vec3 d = normalize(PLACE);
  vec3 p = -middle.xyz;
#else
  vec3 d = vec3(0.0, 0.0, -1.0);
  vec3 p = PLACE - middle.xyz;
#endif
  float dA = dot(d, axis.xyz);
  float pA = dot(p, axis.xyz);
  float pd = dot(p, d);
  float pp = dot(p, p);
  float a = 1.0 - dA * dA;
  float b = pd - pA * dA;
  float c = pp - pA * pA - middle.w * middle.w;
  float rest = b * b - a * c;
  float t = rest >= 0.0 ? (-b - sqrt(rest)) / max(a, 1e-7) : 0.0;
  float s = pA + t * dA;
  vec3 n;
  if (rest >= 0.0 && a > 1e-6 && abs(s) <= axis.w) {
    n = (p + t * d - s * axis.xyz) / middle.w;
  } else {
    float end = dA > 0.0 ? -axis.w : axis.w;
    if (abs(dA) < 1e-6) discard;
    t = (end - pA) / dA;
    if (pp + 2.0 * t * pd + t * t - end * end > middle.w * middle.w) discard;
    n = sign(end) * axis.xyz;
  }
  gl_FragDepth = depthOf(middle.z + p.z + t * d.z);
  vec3 k = lit(tint.rgb, n);
  result = vec4(mix(k, glow, 0.7 * tint.a), 1.0);
}
`;

export const FOIL_VERTEX = `${HEAD}
uniform mat4 viewMatrix;
in vec3 position;
in vec3 normal;
out vec3 n;
void main() {
  n = mat3(viewMatrix) * normal;
  gl_Position = projectionMatrix * viewMatrix * vec4(position, 1.0);
}
`;

export const FOIL_FRAGMENT = `${HEAD}
in vec3 n;
uniform vec3 tint;
out vec4 result;
void main() {
  result = vec4(tint * (0.66 + 0.34 * abs(n.z)), 1.0);
}
`;
