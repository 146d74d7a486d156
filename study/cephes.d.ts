/** What the study takes of the package, whose own types its `exports` hide. */
declare module 'cephes' {
  const cephes: {
    /** Resolves when its WebAssembly is compiled; call nothing before. */
    readonly compiled: Promise<void>;
    /** Quantile of Student's t with k degrees of freedom. */
    stdtri(k: number, p: number): number;
  };
  export default cephes;
}
