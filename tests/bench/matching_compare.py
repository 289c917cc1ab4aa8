"""Times every matching method beside SciPy, on the same points in the same run.

    matching_compare.py MATCHING_BENCH DATA_FOLDER [--big] [--threads N]

DATA_FOLDER is made by matching_data.py. SciPy's linear_sum_assignment runs at 1,000, 2,000 and 5,000
(with --big also at 10,000: a matrix of 800 MB, minutes), its cKDTree at 10,000 with all workers. Each
run is a process of its own; time is user CPU time, as a machine may be busy, and memory the peak of
resident memory over that before the method began. Ends with status 1 if a cost that should be the
optimum is not (within the rounding of the grid).
"""
import json
import pathlib
import subprocess
import sys

SCIPY = r"""
import json, resource, sys, time
import numpy
from scipy.optimize import linear_sum_assignment
from scipy.spatial import cKDTree
from scipy.spatial.distance import cdist
method, cells, photos = sys.argv[1], *map(numpy.load, sys.argv[2:4])
cells, photos = cells.astype(float), photos.astype(float)
before = resource.getrusage(resource.RUSAGE_SELF)
start = time.time()
if method == "cKDTree":
    distances, _ = cKDTree(photos).query(cells, workers=-1)
    cost = float((distances ** 2).sum())
else:
    costs = cdist(cells, photos, "sqeuclidean")
    rows, columns = linear_sum_assignment(costs)
    cost = float(costs[rows, columns].sum())
after = resource.getrusage(resource.RUSAGE_SELF)
print(json.dumps({"wall": time.time() - start, "user": after.ru_utime - before.ru_utime, "cost": cost,
                  "memory_before_kb": before.ru_maxrss, "memory_kb": after.ru_maxrss, "gap": 1}))
"""


def main():
    bench, folder = sys.argv[1], pathlib.Path(sys.argv[2])
    big = "--big" in sys.argv
    threads = sys.argv[sys.argv.index("--threads") + 1] if "--threads" in sys.argv else "2"
    wrong = 0
    print(f"{'data':<6} {'dim':>3} {'size':>7} {'method':<16} {'user s':>9} {'wall s':>9} "
          f"{'MB':>7} {'cost':>12}  gap", flush=True)

    def run(kind, dimension, size, method):
        files = [str(folder / f"{kind}-{dimension}-{size}-{part}.npy") for part in ("cells", "photos")]
        if not pathlib.Path(files[0]).exists():
            return None
        command = [bench, method, *files, threads]
        if method in ("SciPy assignment", "cKDTree"):
            command = [sys.executable, "-c", SCIPY, method, *files]
        answer = json.loads(subprocess.run(command, check=True, capture_output=True).stdout)
        memory = (answer["memory_kb"] - answer["memory_before_kb"]) / 1024
        gap = f"{100 * answer['gap']:.4g} %" if method.startswith("optimal") else ""
        print(f"{kind:<6} {dimension:>3} {size:>7} {method:<16} {answer['user']:>9.3f} "
              f"{answer['wall']:>9.3f} {memory:>7.1f} {answer['cost']:>12.6g}  {gap}", flush=True)
        return answer

    for dimension in (3, 27, 48):
        for kind in ("photo", "noise"):
            for size in (1000, 2000, 5000, 10000, 30000, 100000):
                methods = ["nearest", "greedy"]
                if size == 10000:
                    methods.append("cKDTree")
                if dimension < 48 and (size <= 10000 or dimension == 3):
                    methods += ["optimal", "optimal:0.001", "optimal:0.02"]
                if dimension < 48 and (size <= 5000 or (big and size <= 10000)):
                    methods.append("SciPy assignment")
                answers = {method: run(kind, dimension, size, method) for method in methods}
                peer, ours = answers.get("SciPy assignment"), answers.get("optimal")
                if peer and ours:
                    print(f"{'':<19}{peer['user'] / max(ours['user'], 1e-3):.0f} times as fast")
                    if abs(peer["cost"] - ours["cost"]) > 1e-4 * peer["cost"]:
                        print("WRONG: the costs differ")
                        wrong = 1
    return wrong


if __name__ == "__main__":
    sys.exit(main())
