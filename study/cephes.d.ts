/** What study and tests take of the package, whose own types its `exports` hide. */
declare module 'cephes' {
  const cephes: {
    /** Resolves when its WebAssembly is compiled; call nothing before. */
    readonly compiled: Promise<void>;
    /** Quantile of Student's t with k degrees of freedom. */
    stdtri(k: number, p: number): number;
    /** The regularised incomplete beta function I_x(a, b). */
    incbet(a: number, b: number, x: number): number;
    /** The x at which it is p. */
    incbi(a: number, b: number, p: number): number;
  };
  export default cephes;
}
