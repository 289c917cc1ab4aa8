"""Times every matching method beside SciPy, on the same points in the same run.

    matching_compare.py MATCHING_BENCH DATA_FOLDER [--big] [--aims] [--threads N] [--wasm MATCHING_BENCH.js]

DATA_FOLDER is made by matching_data.py. SciPy's linear_sum_assignment runs at 1,000, 2,000 and 5,000
(with --big also at 10,000: a matrix of 800 MB, minutes), its cKDTree at 10,000 with all workers. At the
end, or alone with --aims, stand the figures that were aimed at, and whether they were met. Each run is a
process of its own; time is user CPU time, as a machine may be busy, and memory the peak of resident
memory over that before the method began. With --wasm the same benchmark as WebAssembly runs in Node (V8,
as in Chromium) by turns with the native one: wall time, of first runs and of warm ones. Ends with status 1
if a cost that should be the optimum is not (within the rounding of the grid), or differs in WebAssembly.
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


def measure(bench, files, method, threads, runs=1):
    """The run of least user time, as a dictionary; memory in MB over that of the points themselves."""
    best = None
    for _ in range(runs):
        command = [bench, method, *map(str, files), threads]
        if method in ("SciPy assignment", "cKDTree"):
            command = [sys.executable, "-c", SCIPY, method, *map(str, files)]
        answer = json.loads(subprocess.run(command, check=True, capture_output=True).stdout)
        answer["memory"] = (answer["memory_kb"] - answer["memory_before_kb"]) / 1024
        if best is None or answer["user"] < best["user"]:
            best = answer
    return best


class Table:
    """Prints runs as they come and keeps them."""

    def __init__(self, bench, folder, threads):
        self.bench, self.folder, self.threads = bench, folder, threads
        self.answers = {}
        print(f"{'data':<6} {'dim':>3} {'size':>7} {'method':<16} {'user s':>9} {'wall s':>9} "
              f"{'MB':>7} {'cost':>12}  gap", flush=True)

    def run(self, kind, dimension, size, method, runs=1):
        key = (kind, dimension, size, method)
        files = [self.folder / f"{kind}-{dimension}-{size}-{part}.npy" for part in ("cells", "photos")]
        if key in self.answers or not files[0].exists():
            return self.answers.get(key)
        answer = self.answers[key] = measure(self.bench, files, method, self.threads, runs)
        gap = f"{100 * answer['gap']:.4g} %" if method.startswith("optimal") else ""
        print(f"{kind:<6} {dimension:>3} {size:>7} {method:<16} {answer['user']:>9.3f} {answer['wall']:>9.3f} "
              f"{answer['memory']:>7.1f} {answer['cost']:>12.6g}  {gap}", flush=True)
        return answer


def print_aims(table):
    """The rows that were aimed at, on photo data, and whether they were met."""
    def user(dimension, size, method):
        return max(table.run("photo", dimension, size, method, 3 if size <= 10000 else 1)["user"], 1e-4)

    def wall(dimension, method):
        return max(table.run("photo", dimension, 10000, method, 5)["wall"], 1e-4)

    rows = []
    for size in (2000, 5000):
        times = user(3, size, "SciPy assignment") / user(3, size, "optimal")
        rows.append((f"exact, {size:,}", "20 times SciPy's speed", f"{times:.0f} times", times >= 20))
    exact = user(3, 10000, "optimal")
    part = exact / user(3, 2000, "SciPy assignment")
    memory = table.run("photo", 3, 10000, "optimal")["memory"]
    rows.append(("exact, 10,000", "half of SciPy's time at 2,000; 50 MB", f"{part:.2f}; {memory:.0f} MB",
                 part <= 0.5 and memory <= 50))
    part = user(3, 10000, "optimal:0.001") / exact
    rows.append(("gap 0.1 %, 10,000", "half of the exact time", f"{part:.2f}", part <= 0.5))
    large = table.run("photo", 3, 100000, "optimal:0.001")
    if large:
        times = large["user"] / exact
        rows.append(("gap 0.1 %, 100,000", "200 MB; 15 times exact 10,000",
                     f"{large['memory']:.0f} MB; {times:.0f} times; gap {100 * large['gap']:.3f} %",
                     large["memory"] < 200 and times <= 15 and large["gap"] <= 0.001))
    best = table.run("photo", 3, 10000, "optimal")["cost"]
    for rounds in (1, 5):
        part = user(3, 10000, f"greedy:{rounds}") / exact
        over = table.run("photo", 3, 10000, f"greedy:{rounds}")["cost"] / best - 1
        rows.append((f"greedy, {rounds} rounds of swaps, 10,000", "5 % over the optimum; 0.1 of the exact time",
                     f"{100 * over:.1f} %; {part:.2f}", over <= 0.05 and part <= 0.1))
    times = user(27, 10000, "optimal:0.02") / exact
    rows.append(("gap 2 %, 10,000 in 27 dimensions", "5 times the exact time in 3", f"{times:.1f} times", times <= 5))
    for dimension in (3, 48):
        times = wall(dimension, "cKDTree") / wall(dimension, "nearest")
        rows.append((f"nearest, 10,000 in {dimension} dimensions", "5 times cKDTree's speed", f"{times:.1f} times",
                     times >= 5))
    print(f"\n{'aim, on photo data':<42} {'wanted':<44} {'measured':<36}")
    for what, wanted, measured, met in rows:
        print(f"{what:<42} {wanted:<44} {measured:<36} {'met' if met else 'NOT MET'}")


# Data, dimension, method, and runs in a process: a long one is warm soon after its beginning.
WASM_CASES = (("photo", 3, "nearest", 4), ("photo", 48, "nearest", 4), ("noise", 48, "nearest", 1),
              ("photo", 3, "greedy:5", 4), ("photo", 3, "optimal:0.001", 2), ("photo", 3, "optimal", 2),
              ("photo", 27, "optimal:0.02", 1))


def print_wasm(native, wasm, folder, threads):
    """WebAssembly beside native, 10,000 square, by turns; the least of three. Returns 1 if results differ."""
    print(f"\n{'10,000 square':<28} {'native s':>9} {'warm s':>9} {'WASM s':>9} {'warm s':>9}  WASM / native, warm")
    wrong = 0
    for kind, dimension, method, runs in WASM_CASES:
        files = [str(folder / f"{kind}-{dimension}-10000-{part}.npy") for part in ("cells", "photos")]
        sides = {"native": [native], "WASM": ["node", wasm]}
        least = {side: {} for side in sides}
        costs = set()
        for _ in range(3):
            for side, program in sides.items():
                command = [*program, method, *files, threads, str(runs)]
                answer = json.loads(subprocess.run(command, check=True, capture_output=True).stdout)
                costs.add(answer["cost"])
                for time in ("wall", "warm_wall"):
                    least[side][time] = min(answer[time], least[side].get(time, answer[time]))
        times = [max(least[side][time], 1e-4) for side in sides for time in ("wall", "warm_wall")]
        ratio = times[3] / times[1]
        print(f"{kind:<6} {dimension:>3} {method:<17} " + " ".join(f"{time:>9.4f}" for time in times) +
              f"  {times[2] / times[0]:.1f}, {ratio:.1f} {'met' if ratio <= 2 else 'NOT MET'}", flush=True)
        if len(costs) > 1:
            print("WRONG: the costs differ")
            wrong = 1
    return wrong


def main():
    bench, folder = sys.argv[1], pathlib.Path(sys.argv[2])
    threads = sys.argv[sys.argv.index("--threads") + 1] if "--threads" in sys.argv else "2"
    table = Table(bench, folder, threads)
    wasm = sys.argv[sys.argv.index("--wasm") + 1] if "--wasm" in sys.argv else None
    wrong = 0
    if "--aims" in sys.argv:
        print_aims(table)
        return print_wasm(bench, wasm, folder, threads) if wasm else 0
    for dimension in (3, 27, 48):
        for kind in ("photo", "noise"):
            for size in (1000, 2000, 5000, 10000, 30000, 100000):
                methods = ["nearest", "greedy", "greedy:1", "greedy:5"]
                if size == 10000:
                    methods.append("cKDTree")
                if dimension < 48 and (size <= 10000 or dimension == 3):
                    methods += ["optimal", "optimal:0.001", "optimal:0.02"]
                if dimension < 48 and (size <= 5000 or ("--big" in sys.argv and size <= 10000)):
                    methods.append("SciPy assignment")
                answers = {method: table.run(kind, dimension, size, method) for method in methods}
                peer, ours = answers.get("SciPy assignment"), answers.get("optimal")
                if peer and ours:
                    print(f"{'':<19}{peer['user'] / max(ours['user'], 1e-3):.0f} times as fast")
                    if abs(peer["cost"] - ours["cost"]) > 1e-4 * peer["cost"]:
                        print("WRONG: the costs differ")
                        wrong = 1
    print_aims(table)
    if wasm:
        wrong |= print_wasm(bench, wasm, folder, threads)
    return wrong


if __name__ == "__main__":
    sys.exit(main())
