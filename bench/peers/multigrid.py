"""Multigrid peers: PETSc's GAMG and PyAMG's smoothed aggregation, both with rigid-body modes, inside CG.

    multigrid.py folder petsc|pyamg tolerance repeats

The folder holds the matrix in 6 x 6 blocks (start.i32, column.i32, value.f64), the force and the positions of
the block rows. Writes u.f64 and prints one line of JSON; times are CPU seconds of the process, medians.
"""

import glob
import json
import resource
import statistics
import sys
import time

import numpy as np
import scipy.sparse as sp


def load(folder):
    def read(name, kind):
        return np.fromfile(f"{folder}/{name}", kind)

    start = read("start.i32", np.int32)
    value = read("value.f64", np.float64).reshape(-1, 6, 6)
    size = 6 * (len(start) - 1)
    matrix = sp.bsr_matrix((value, read("column.i32", np.int32), start), shape=(size, size))
    return matrix, read("force.f64", np.float64), read("x.f64", np.float64).reshape(-1, 3)


def rigid_modes(x):
    """Three translations and three rotations about the centroid, u = t + w x r, at six freedoms a node."""
    r = x - x.mean(0)
    modes = np.zeros((len(x), 6, 6))
    modes[:, range(6), range(6)] = 1
    modes[:, 0, 4], modes[:, 0, 5] = r[:, 2], -r[:, 1]
    modes[:, 1, 3], modes[:, 1, 5] = -r[:, 2], r[:, 0]
    modes[:, 2, 3], modes[:, 2, 4] = r[:, 1], -r[:, 0]
    return modes.reshape(-1, 6)


def timed(work):
    start = time.process_time()
    out = work()
    return out, time.process_time() - start


def import_petsc():
    try:
        import petsc4py
    except ModuleNotFoundError:
        # Debian keeps the module under PETSC_DIR, which only the -dev package sets up.
        sys.path += sorted(glob.glob("/usr/lib/petscdir/*/*-real/lib/python3/dist-packages"))
        import petsc4py
    petsc4py.init(["fibril"])
    from petsc4py import PETSc

    return petsc4py.__version__, PETSc


def petsc(folder, tolerance, repeats):
    version, PETSc = import_petsc()
    blocks, force, x = load(folder)
    rows = blocks.tocsr()
    rows.sort_indices()
    one = PETSc.COMM_SELF
    matrix = PETSc.Mat().createAIJ(size=rows.shape, csr=(rows.indptr, rows.indices, rows.data), comm=one)
    matrix.setBlockSize(6)
    matrix.assemble()
    matrix.setOption(PETSc.Mat.Option.SPD, True)
    modes = np.linalg.qr(rigid_modes(x))[0]
    vectors = [PETSc.Vec().createWithArray(modes[:, k].copy(), bsize=6, comm=one) for k in range(6)]
    matrix.setNearNullSpace(PETSc.NullSpace().create(vectors=vectors, comm=one))
    b = PETSc.Vec().createWithArray(force, comm=one)
    u = b.duplicate()
    setups, solves = [], []
    for _ in range(repeats):
        solver = PETSc.KSP().create(one)
        solver.setOperators(matrix)
        solver.setType("cg")
        solver.getPC().setType("gamg")
        solver.setTolerances(rtol=tolerance, atol=1e-300, max_it=5000)
        solver.setNormType(PETSc.KSP.NormType.UNPRECONDITIONED)
        # GAMG takes its defaults (one aggressive coarsening) only when it reads its options.
        solver.setFromOptions()
        setups.append(timed(solver.setUp)[1])
        u.set(0)
        solves.append(timed(lambda: solver.solve(b, u))[1])
        iterations = solver.getIterationNumber()
        solver.destroy()
    return version, u.getArray(), setups, solves, iterations


def pyamg(folder, tolerance, repeats):
    import pyamg as library

    matrix, force, x = load(folder)
    sweep = ("block_gauss_seidel", {"sweep": "symmetric"})

    def build():
        hierarchy = library.smoothed_aggregation_solver(
            matrix,
            B=rigid_modes(x),
            strength=("symmetric", {"theta": 0.0}),
            smooth=("jacobi", {"omega": 4 / 3}),
            presmoother=sweep,
            postsmoother=sweep,
            max_coarse=300,
            # The default, a pseudo-inverse by singular values, takes ten times as long as the rest.
            coarse_solver="cholesky",
        )
        # The coarse factor is made at its first use; it belongs to the setup.
        coarse = hierarchy.levels[-1].A
        hierarchy.coarse_solver(coarse, np.zeros(coarse.shape[0]))
        return hierarchy

    setups, solves = [], []
    for _ in range(repeats):
        hierarchy, spent = timed(build)
        setups.append(spent)
        # PyAMG's CG stops on the norm of the residual against that of the force.
        history = []
        u, spent = timed(
            lambda: hierarchy.solve(force, tol=tolerance, accel="cg", residuals=history, maxiter=500)
        )
        solves.append(spent)
    return library.__version__, u, setups, solves, len(history) - 1


def main():
    folder, peer, tolerance, repeats = sys.argv[1], sys.argv[2], float(sys.argv[3]), int(sys.argv[4])
    version, u, setups, solves, iterations = {"petsc": petsc, "pyamg": pyamg}[peer](folder, tolerance, repeats)
    np.asarray(u, np.float64).tofile(f"{folder}/u.f64")
    report = {
        "version": version,
        "setup": statistics.median(setups),
        "solve": statistics.median(solves),
        "iterations": iterations,
        "peakMB": resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024,
    }
    print(json.dumps(report))


main()
