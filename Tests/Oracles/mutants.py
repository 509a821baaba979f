#!/usr/bin/env python3
"""Changes every reference answer by rule, grades the changed ones, and lists those that the graders accept.

    Tests/Oracles/mutants.py                       all exercises; prints what Tests/Oracles/mutants.txt holds
    Tests/Oracles/mutants.py --exercise 10.1       one of them; may be given several times
    Tests/Oracles/mutants.py --keep /tmp/mutants   works there and leaves the build: the next run is quicker
    Tests/Oracles/mutants.py --write               all exercises, and replaces Tests/Oracles/mutants.txt

A mutant is a reference answer with one place changed: a constant, a sign, an operator, a comparison, a term or a
factor left out, arguments exchanged, rows and columns exchanged, first and last, a parameter replaced by its usual
value, a name replaced by another of the same type (a stale value among them), an early return, a loop that ends too
early. A mutant that does not compile is none. One that is accepted must be rejected by a new case in the exercise's
bank, or stand in Tests/Oracles/mutants-equal.txt with the reason why it is no mistake. The exit code is 1 if one is
accepted that does not stand there, or stands there and is no longer accepted.

The last commit is cloned; each mutant goes into a file of its own in the clone's Exercises, and the exercise calls the
one whose number is in UNSTUCK_MUTANT. It takes Swift, git and half an hour on two cores.
"""

import argparse
import collections
import concurrent.futures
import json
import os
import pathlib
import re
import subprocess
import sys
import tempfile

PACKAGE = pathlib.Path(__file__).resolve().parents[2]
RESULT = PACKAGE / "Tests/Oracles/mutants.txt"
EQUAL = PACKAGE / "Tests/Oracles/mutants-equal.txt"

# What a learner would write for a parameter that is given.
USUAL = {
    "epsilon": ["1e-5", "1e-8", "1e-6", "1e-10"], "decay": ["0.9", "0.99"], "beta": ["0.9"], "rho": ["0.95", "0.9"],
    "beta1": ["0.9"], "beta2": ["0.999"], "learningRate": ["0.1", "0.01", "1"], "l2": ["0.01"],
    "threshold": ["1"], "smallest": ["-1"], "largest": ["1"], "negativeSlope": ["0", "0.01"], "scale": ["1", "0.5"],
    "h": ["1e-5"], "batchSize": ["1", "32"], "tolerance": ["0.01"], "isUniform": ["true", "false"],
    "isNormalized": ["true", "false"], "least": ["1e-300"], "t": ["1"], "upstream": ["1"],
}
EXCHANGED = {
    "first": "last", "last": "first", "max": "min", "min": "max", "prefix": "suffix", "suffix": "prefix",
    "dropFirst": "dropLast", "rows": "columns", "columns": "rows", "row": "column", "column": "row", "up": "down",
    "down": "up", "sum": "mean", "columnSums": "columnMeans", "allSatisfy": "contains", "contains": "allSatisfy",
    "isFinite": "isNaN", "sigmoid": "tanh", "tanh": "sigmoid", "log": "exp", "exp": "log",
}
OPERATORS = {
    "+": ["-"], "-": ["+"], "*": ["/"], "/": ["*"], "<": ["<=", ">"], "<=": ["<", ">"], ">": [">=", "<"],
    ">=": [">", "<"], "==": ["!="], "!=": ["=="], "+=": ["-=", "="], "-=": ["+="], "*=": ["/=", "="], "/=": ["*="],
    "&&": ["||"], "||": ["&&"], "..<": ["..."], "...": ["..<"],
}
# What is never negative by the statements, indices and counts among them: its absolute value is no change.
NEVER_NEGATIVE = {
    "i", "j", "k", "l", "m", "t", "layer", "operand", "positions", "batchSize", "batches", "ofOneSign", "exponent",
    "channelsIn", "channelsOut", "windowHeight", "windowWidth", "fanIn", "fanOut", "conditionNumber", "tolerance",
    "epsilon", "decay", "beta", "beta1", "beta2", "rho", "base", "power", "product", "learningRate", "l2", "threshold",
    "norm", "largest", "relative", "limit", "deviation", "variance", "meanSquare", "inputSize", "outputGradientSize",
    "inputMeanSquare", "h", "least", "factor", "reach", "root", "length", "sum", "squares", "meanCorrection",
    "squareCorrection", "large",
}
# The most names of an answer that are mistaken for others: the type checker is slow where types do not fit.
MISTAKEN = 60
TOKEN = re.compile(
    r"\d+(?:\.\d+)?(?:e-?\d+)?|[A-Za-z_μσ′]\w*|\$\d|\.\.<|\.\.\.|[-+*/<>=!&|]+|[^\s\w]")


def say(text):
    print(text, file=sys.stderr, flush=True)


def fail(text):
    say(f"error: {text}")
    sys.exit(2)


# MARK: Sources


def code(text):
    """The text with its comments blanked, all places kept. The solutions have no strings."""
    return re.sub(r"//[^\n]*", lambda match: " " * len(match.group()), text)


def closing(text, start):
    """The place of the bracket that closes the one at `start`."""
    depth = 0
    for place in range(start, len(text)):
        depth += (text[place] in "([{") - (text[place] in ")]}")
        if depth == 0:
            return place
    fail(f"nothing closes the bracket of: {text[start:start + 50]}")


class Function:
    """A function at the top of a file: its name, its text, and where in that its body stands."""

    HEAD = re.compile(r"^(?:public |private )?func (\w+)", re.MULTILINE)

    def __init__(self, text, match):
        self.name = match.group(1)
        self.parameters_start = text.index("(", match.end())
        self.parameters_end = closing(text, self.parameters_start)
        brace = text.index("{", self.parameters_end)
        end = closing(text, brace)
        self.text = text[match.start():end + 1]
        self.body = (brace + 1 - match.start(), end - match.start())
        self.parameters = text[self.parameters_start + 1:self.parameters_end]

    @staticmethod
    def all(path):
        text = code(path.read_text(encoding="utf-8"))
        return {match.group(1): Function(text, match) for match in Function.HEAD.finditer(text)}

    def names(self):
        """Parameters and what is bound in the body: what a name may be mistaken for."""
        names = []
        for parameter in re.split(r",(?![^(\[]*[)\]])", self.parameters):
            if ":" in parameter:
                names.append(parameter.split(":")[0].split()[-1])
        body = self.text[self.body[0]:self.body[1]]
        names += re.findall(r"\b(?:let|var) (\w+)", body)
        for group in re.findall(r"\b(?:let|var|for) \((.*?)\) (?:=|in)", body):
            names += [name.strip() for name in group.split(",")]
        for group in re.findall(r"\{ ([\w, ]+?) in\b", body):
            names += [name.strip() for name in group.split(",")]
        return [name for name in dict.fromkeys(names) if re.fullmatch(r"[^\W\d_]\w*", name)]

    def kinds(self):
        """The types of the parameters; those of other names are not known."""
        kinds = {}
        for parameter in re.split(r",(?![^(\[]*[)\]])", self.parameters):
            if ":" in parameter:
                names, kind = parameter.split(":", 1)
                kinds[names.split()[-1]] = kind.strip()
        return kinds

    def arguments(self):
        """How the function is called with its own parameters."""
        parts = []
        for parameter in re.split(r",(?![^(\[]*[)\]])", self.parameters):
            names, kind = parameter.split(":", 1)
            names = names.split()
            value = ("&" if "inout " in kind else "") + names[-1]
            parts.append(value if names[0] == "_" else f"{names[0]}: {value}")
        return ", ".join(parts)


# MARK: Mutation


def operand_end(text, start):
    """Where the operand that begins at `start` ends: before the next operator of its level, comma or bracket."""
    place = start
    while place < len(text):
        if text[place] in "([{":
            place = closing(text, place) + 1
        elif text[place] in ")]},\n?:" or re.match(r" [-+*/<>=&|?]+ ", text[place:]):
            break
        else:
            place += 1
    return place


def term_end(text, start):
    """As ``operand_end``, but products belong to the term."""
    place = operand_end(text, start)
    while re.match(r" [*/] ", text[place:place + 3]):
        place = operand_end(text, place + 3)
    return place


def changes(function):
    """All one-place changes of a function's body, as (start, end, new text)."""
    text, (start, end) = function.text, function.body
    names, kinds = function.names(), function.kinds()
    for match in TOKEN.finditer(text, start, end):
        token, (a, b) = match.group(), match.span()
        spaced = text[a - 1] == " " and text[b:b + 1] == " "
        if token[0].isdigit() and text[a - 1] != "$":
            value = float(token)
            wanted = {"0": "1", "1": "2", "2": "1"}.get(token, "1")
            yield a, b, wanted
            for other in [0 * value, value + 1, value / 2]:
                other = f"{other:g}"
                if other not in (token, wanted):
                    yield a, b, other
        elif token in OPERATORS and (spaced or token in ("..<", "...")):
            for other in OPERATORS[token]:
                yield a, b, other
            if token in "+-":
                yield a - 1, term_end(text, b + 1), ""
            if token in "*/":
                yield a - 1, operand_end(text, b + 1), ""
        elif token == "-" and not spaced:
            yield a, b, ""
        elif token in names and text[a - 1] != "." and text[b:b + 1] != ":":
            for other in USUAL.get(token, []):
                yield a, b, other
            if kinds.get(token, "Double") in ("Double", "Int"):
                yield a, b, f"(-{token})"
                if token not in NEVER_NEGATIVE:
                    yield a, b, f"abs({token})"
        elif re.fullmatch(r"\$\d", token):
            yield a, b, "$1" if token == "$0" else "$0"
            if text[a - 1] != "[" and text[b] != "]":
                yield a, b, f"abs({token})"
        elif token == "squareRoot" and text[a - 1] == ".":
            yield a - 1, b + 2, ""
        if token in EXCHANGED and token not in names:
            yield a, b, EXCHANGED[token]
        if token == "reversed" and text[a - 1] == ".":
            yield a - 1, b + 2, ""
    yield from rearrangements(text, start, end)
    yield from mistaken(text, start, end, names, kinds)


def mistaken(text, start, end, names, kinds):
    """A name in the place of another: where there are more than MISTAKEN, evenly spaced ones."""
    found = [(match.start(), match.end(), other) for match in TOKEN.finditer(text, start, end)
             if match.group() in names and text[match.start() - 1] != "." and text[match.end()] != ":"
             for other in names
             if other != match.group() and kinds.get(other) == kinds.get(match.group(), kinds.get(other))]
    step = max(1, len(found) / MISTAKEN)
    yield from (found[int(k * step)] for k in range(min(MISTAKEN, len(found))))


def rearrangements(text, start, end):
    """Arguments, parts of a tuple and indices exchanged; loops cut short; early returns."""
    body = text[start:end]
    for match in re.finditer(r"[(\[]([^()\[\],\n]+(?:\([^()]*\))?), ([^()\[\],\n]+(?:\([^()]*\))?)[)\]]", body):
        (a, b), (c, d) = match.span(1), match.span(2)
        first, second = match.group(1), match.group(2)
        labels = [re.match(r"(\w+: )?(.*)", part) for part in (first, second)]
        swapped = f"{labels[0][1] or ''}{labels[1][2]}, {labels[1][1] or ''}{labels[0][2]}"
        yield start + a, start + d, swapped
    for match in re.finditer(r"\bfor .*? in ([^{\n]+?)(?: where [^{\n]+)? \{", body):
        a, b = match.span(1)
        yield start + a, start + b, f"({match.group(1)}).prefix(1)"
        yield start + a, start + b, f"Array({match.group(1)}).dropFirst()"
        yield start + a, start + b, f"Array({match.group(1)}).dropLast()"
        yield start + a, start + b, f"Array({match.group(1)}).reversed()"
    for match in re.finditer(r"if [^\n]+? \{ ([^{}\n]+) \}\n", body):
        yield start + match.start(), start + match.end(), ""
        yield start + match.start(), start + match.end(), match.group(1) + "\n"
    for match in re.finditer(r"guard [^\n]+? else \{ [^\n]+ \}\n", body):
        yield start + match.start(), start + match.end(), ""
    # A number for every parameter that is a matrix or a list: the answer given back as it came.
    for match in re.finditer(r"\n  (?:return )(\w+)\n", body):
        yield start + match.start(), start + match.start(), "\n  if true { return " + match.group(1) + " }"


class Mutant:
    def __init__(self, exercise, function, change):
        self.exercise, self.function = exercise, function
        a, b, new = change
        text = function.text
        self.text = text[:a] + new + text[b:]
        low, high = text.rfind("\n", 0, a) + 1, text.find("\n", b)
        before = text[low:high if high >= 0 else len(text)]
        after = text[low:a] + new + text[b:high if high >= 0 else len(text)]
        squeeze = lambda part: " ".join(part.split())
        self.name = f"{exercise} | {squeeze(before)} | {squeeze(after) or '(nothing)'}"


class Exercise:
    """An exercise with its reference answer and the functions that this calls."""

    def __init__(self, id, statement, solution):
        self.id = id
        self.statements = Function.all(statement)
        self.path = statement
        stub = re.compile(r'todo\("' + re.escape(id) + r'"\)')
        text = code(statement.read_text(encoding="utf-8"))
        place = stub.search(text)
        if not place:
            fail(f'{statement.name} has no todo("{id}"): are the exercises unanswered?')
        heads = [m for m in Function.HEAD.finditer(text) if m.start() < place.start()]
        self.name = heads[-1].group(1)
        functions = Function.all(solution)
        wanted = [self.name]
        for name in wanted:
            for other in functions:
                if other not in wanted and re.search(rf"(?<![.\w]){other}\(", functions[name].text[functions[name].body[0]:]):
                    wanted.append(other)
        self.functions = [functions[name] for name in wanted]

    def mutants(self):
        """Those of the answer and of the functions it calls; where these are exercises of their own, only if the
        answer is but a call."""
        seen, mutants = set(), []
        for function in self.functions:
            if function.name != self.name and function.name in self.statements and len(mutants) > 10:
                continue
            for change in changes(function):
                mutant = Mutant(self.id, function, change)
                if mutant.text != function.text and mutant.name not in seen:
                    seen.add(mutant.name)
                    mutants.append(mutant)
        return mutants

    def source(self, mutant, namespace, imports):
        parts = []
        for function in self.functions:
            text = mutant.text if function is mutant.function else function.text
            parts.append(re.sub(r"^(?:public |private )?func", "static func", text))
        return imports + f"\nenum {namespace} {{\n" + "\n".join(parts) + "\n}\n"


# MARK: Building and grading


def run(arguments, folder, **options):
    return subprocess.run(
        arguments, cwd=folder, stdout=subprocess.PIPE, stderr=subprocess.STDOUT, text=True, errors="replace", **options)


def clone(folder):
    if (folder / ".git").exists():
        run(["git", "fetch", "-q", str(PACKAGE), "HEAD"], folder)
        run(["git", "checkout", "-q", "--force", "--detach", "FETCH_HEAD"], folder)
        run(["git", "clean", "-q", "-f", "-d"], folder)
    elif run(["git", "clone", "-q", str(PACKAGE), str(folder)], PACKAGE).returncode != 0:
        fail(f"cannot clone {PACKAGE} into {folder}")


def exercises(folder, wanted):
    """The exercises of all lessons, in their order."""
    found = []
    for statement in sorted((folder / "Exercises").glob("[0-9][0-9]-*.swift")):
        for id in re.findall(r'todo\("(\d+\.\d+)"\)', code(statement.read_text(encoding="utf-8"))):
            if not wanted or id in wanted:
                found.append(Exercise(id, statement, folder / "Solutions" / statement.name))
    missing = set(wanted or []) - {exercise.id for exercise in found}
    if missing:
        fail(f"there is no exercise {', '.join(sorted(missing))}")
    return found


# The type checker gives up a change that it cannot resolve soon: types that do not fit may cost it minutes.
HASTE = ["-Xswiftc", "-Xfrontend", "-Xswiftc", "-solver-expression-time-threshold=1"]


def write(exercise, mutants, home, statement, imports):
    """All mutants of an exercise into one file, which builds quicker than as many files, and the choice among them."""
    names = [f"Mutant_{exercise.id.replace('.', '_')}_{n}" for n in range(1, len(mutants) + 1)]
    parts = [exercise.source(mutant, name, "") for mutant, name in zip(mutants, names)]
    (home / f"{exercise.id}.swift").write_text(imports + "\n" + "\n".join(parts))
    call = exercise.statements[exercise.name].arguments()
    cases = "".join(f"  case {n}: return {name}.{exercise.name}({call})\n" for n, name in enumerate(names, 1))
    stub = f'todo("{exercise.id}")\n}}'
    return statement.replace(stub, f'switch mutant {{\n{cases}  default: todo("{exercise.id}")\n  }}\n}}')


def broken(home, output):
    """The mutants in which the compiler found an error, as (exercise, number)."""
    found = set()
    for id, line in set(re.findall(r"/Mutants/([\d.]+)\.swift:(\d+):\d+: error:", output)):
        lines = (home / f"{id}.swift").read_text().split("\n")[:int(line)]
        head = next(text for text in reversed(lines) if text.startswith("enum Mutant_"))
        found.add((id, int(re.search(r"_(\d+) \{", head)[1])))
    return found


def compiled(folder, exercises):
    """Writes all mutants, leaves out what does not compile, and builds; gives each exercise's list."""
    mutants = {exercise.id: exercise.mutants() for exercise in exercises}
    home = folder / "Exercises/Mutants"
    home.mkdir(exist_ok=True)
    imports = {e.id: "\n".join(re.findall(r"^import \w+$", (folder / "Solutions" / e.path.name).read_text(), re.M))
               for e in exercises}
    statements = {exercise.path: exercise.path.read_text(encoding="utf-8") for exercise in exercises}
    (home / "Mutant.swift").write_text(
        "import Foundation\n\nlet mutant = Int(ProcessInfo.processInfo.environment[\"UNSTUCK_MUTANT\"] ?? \"\") ?? 0\n")
    # The compiler finds types that do not fit first, and what else is no Swift when all types do.
    while True:
        for path, text in statements.items():
            for exercise in exercises:
                if exercise.path == path:
                    text = write(exercise, mutants[exercise.id], home, text, imports[exercise.id])
            path.write_text(text, encoding="utf-8")
        result = run(["swift", "build", "--target", "Exercises", *HASTE], folder)
        out = broken(home, result.stdout)
        say(f"{sum(map(len, mutants.values()))} changed answers, {len(out)} do not compile")
        if not out:
            break
        for exercise in exercises:
            mutants[exercise.id] = [m for n, m in enumerate(mutants[exercise.id], 1) if (exercise.id, n) not in out]
    if result.returncode == 0:
        result = run(["swift", "build", "--build-tests"], folder)
    if result.returncode != 0:
        fail(result.stdout[-3000:])
    return mutants


def verdicts(folder, number, ids, output):
    """Runs the exercises' tests with mutant `number` of each; gives the exercises whose tests ended without an issue."""
    events = output / f"{number}.jsonl"
    tests = "|".join(r"/lesson0*%s_%s\(" % tuple(id.split(".")) for id in sorted(ids))
    # On a busy machine a run may end before it has begun: then there are no events.
    for _ in range(3):
        result = run(
            ["swift", "test", "--skip-build", "--ignore-lock", "--filter", tests, "--event-stream-output-path", str(events),
             "--event-stream-version", "0"], folder, env={**os.environ, "UNSTUCK_MUTANT": str(number)}, timeout=1200)
        if events.exists():
            break
        say(f"run {number} has not begun: {result.stdout[-1000:]}")
    issues, ended, names = collections.Counter(), set(), {}
    for line in events.read_text(encoding="utf-8", errors="replace").splitlines():
        record = json.loads(line)
        payload = record.get("payload", {})
        if record.get("kind") == "test":
            label = re.search(r"/lesson0*(\d+)_(\d+)\(", payload["id"])
            if label:
                names[payload["id"]] = f"{label[1]}.{label[2]}"
        elif payload.get("kind") == "issueRecorded":
            issues[payload.get("testID")] += 1
        elif payload.get("kind") == "testEnded":
            ended.add(payload.get("testID"))
    return {id for test, id in names.items() if test in ended and not issues[test] and id in ids}


def equals():
    """The mutants that are known to be no mistakes, with the reason why."""
    known = {}
    if EQUAL.exists():
        reason = ""
        for line in EQUAL.read_text(encoding="utf-8").splitlines():
            if line.startswith("# "):
                reason = line[2:]
            elif line.strip():
                known[line.strip()] = reason
    return known


def main():
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--exercise", action="append", metavar="X.Y")
    parser.add_argument("--keep", metavar="FOLDER")
    parser.add_argument("--write", action="store_true")
    parser.add_argument("--runs", type=int, default=2, help="how many test runs at a time (2)")
    options = parser.parse_args()
    if options.write and options.exercise:
        fail("--write takes all exercises: leave out --exercise")

    temporary = None if options.keep else tempfile.TemporaryDirectory(prefix="unstuck-mutants-")
    folder = pathlib.Path(options.keep or temporary.name).resolve() / "clone"
    folder.parent.mkdir(parents=True, exist_ok=True)
    clone(folder)
    taken = exercises(folder, options.exercise)
    mutants = compiled(folder, taken)
    last = max(len(group) for group in mutants.values())
    accepted = collections.defaultdict(set)
    with tempfile.TemporaryDirectory(prefix="unstuck-mutants-") as output:
        def one(number):
            ids = {id for id, group in mutants.items() if number <= len(group)}
            return number, verdicts(folder, number, ids, pathlib.Path(output))
        with concurrent.futures.ThreadPoolExecutor(options.runs) as pool:
            for number, ids in pool.map(one, range(1, last + 1)):
                say(f"run {number} of {last}")
                for id in ids:
                    accepted[id].add(number)

    known = equals()
    lines, survivors, used = [], [], set()
    lines.append("exercise  mutants  rejected  equal  survivors")
    totals = [0, 0, 0, 0]
    for exercise in taken:
        group = mutants[exercise.id]
        alive = [m for n, m in enumerate(group, 1) if n in accepted[exercise.id]]
        equal = [m for m in alive if m.name in known]
        used |= {m.name for m in equal}
        survivors += [m for m in alive if m.name not in known]
        row = [len(group), len(group) - len(alive), len(equal), len(alive) - len(equal)]
        totals = [a + b for a, b in zip(totals, row)]
        lines.append(f"{exercise.id:>8}{row[0]:>9}{row[1]:>10}{row[2]:>7}{row[3]:>11}")
    lines.append(f"{'all':>8}{totals[0]:>9}{totals[1]:>10}{totals[2]:>7}{totals[3]:>11}")
    lines += ["", "survivors (exercise | line | changed line):"] + [m.name for m in survivors] if survivors else []
    stale = [name for name in known if name not in used and (not options.exercise or name.split(" ")[0] in options.exercise)]
    lines += ["", "in mutants-equal.txt, but not accepted:"] + stale if stale else []
    text = "\n".join(lines) + "\n"
    print(text, end="")
    if options.write:
        RESULT.write_text(text, encoding="utf-8")
    sys.exit(1 if survivors or stale else 0)


if __name__ == "__main__":
    main()
