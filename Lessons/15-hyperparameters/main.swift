//: # Tuning hyperparameters
//:
//: *Which of the many knobs matter, and how are they found on a budget?*
//:
//: Before a network learns anything, somebody has chosen a dozen numbers for it: the learning rate, momentum's
//: $\beta$, the units of a layer, the layers, the size of a batch, how the rate falls. These are *hyperparameters*:
//: training does not change them, so they have to be found in another way, by training again and again. Every lesson
//: so far did that quietly, when it tried "each at its own best rate".
//:
//: A ranking of their importance is handed down from course to course. The learning rate comes first. Of medium
//: importance are $\beta$, the number of hidden units and the size of a batch. Of low importance are the number of
//: layers and the decay of the rate. Adam's $\beta_1$, $\beta_2$ and $\epsilon$ are almost never tuned. (Of Adam one
//: also reads that "only $\alpha'$ is tuned", where $\alpha' = \alpha / \sqrt{s + \epsilon}$ is the rate that a
//: parameter ends up with. It is $\alpha$ that is tuned, our $\eta$; $\alpha'$ follows from it.)
//:
//: Is the ranking true? We test it, and then spend a budget of trials as well as we can.

import Datasets
import Engine
import LessonKit
import Plots

let lesson = Lesson(
  15, keepsTrials: true,
  knobs: .whole("first", 1200, in: 60...1200, "use only the first of the 1200 trials"),
  .whole("bins", 6, in: 2...12, "the bins of each hyperparameter"),
  Knob("from", 0.1, in: 0.001...3, "the lowest rate of the narrow range"),
  Knob("decades", 1, in: 0.5...4, "how many powers of ten the narrow range has"),
  Knob("smoothing", 0.9, in: 0...0.98, "β of the average in the range test"))
let digits = lesson.digits().standardized()
var generator = Generator(seed: lesson.seed)

//: ## One trial
//:
//: A *trial* draws a value for each hyperparameter, trains a network with them, and notes one number: the loss on the
//: validation part. Ours trains on 600 digits for five epochs, plain layers of ReLU with He's start. A loss above $\ln
//: 10 = 2.30$, that of a network that holds all ten digits for equally likely, counts as $\ln 10$, and so does one that
//: is no longer a number. Else a few runs that blew up would be all that an average sees.
//:
//: Thousands of trials take a minute or two. That is long for a lesson, so they were done once, with the lesson's own
//: seed, and lie in `trials.txt` beside its program, one trial a line. What is said of *the search*, of *the map*, of
//: *the curves*, of schedules and of sizes is read from there. Where the text says *afresh*, trials are done now, with
//: your seed.
//:
//: You can do all of it yourself:
//:
//: ```
//: swift run lesson15 --trials my-trials.txt --seed 7
//: ```
//:
//: This uses all cores and shows how far it has got. It can be interrupted at any moment: each trial is written to the
//: file when it is done, and the same command goes on from there. Nobody should have to start a search again because a
//: laptop was closed.

let trials = lesson.trials(
  plan: "work 1, digits \(digits.training.fingerprint), "
    + "\(Space.momentum.description), \(Space.adam.description)")
let bench = Bench(digits, seed: trials.seed)
let fresh = Bench(digits, seed: lesson.seed)

var oneTrial = fresh.generator(of: .fresh, 0)
let time = milliseconds(leastOf: 3) {
  _ = fresh.loss(of: Recipe(), using: &oneTrial)
}
lesson.aside(
  "One trial, 32 hidden units and batches of 32, takes \(time.text(.fixed(1))) ms. "
    + "On one core a thousand take \((time).text(.fixed(0))) seconds.")

//: ## Draw by ratio
//:
//: Where is the best learning rate? Before the first trial, we know that it is somewhere between 0.001 and 10. Drawn
//: evenly from that range, a rate is below 0.1 in one of a hundred draws:
//:
//: $$ \frac{0.1 - 0.001}{10 - 0.001} = 0.0099 $$
//:
//: So two of the four powers of ten would get a hundredth of our trials. From 0.001 to 0.01 is as large a change as
//: from 1 to 10. What should be equally likely is each *ratio*: we draw $\ln x$ evenly. With $u$ from $[0, 1)$ and the
//: range from $a$ to $b$,
//:
//: $$ \ln x = \ln a + u \, (\ln b - \ln a) \qquad x = a \left( \frac{b}{a} \right)^u $$
//:
//: This is called *log-uniform*. The chance to be below $c$ is the $u$ at which $x = c$, that is $\ln (c/a) / \ln
//: (b/a)$: one half for $c = 0.1$, the middle of our range by ratios. Its derivative by $c$ is the density,
//: $1 / (c \ln (b/a))$: ten times smaller at ten times the rate.

let range = Hyperparameter("rate", 0.001...10)
let places = (0..<1000).map { _ in generator.uniform() }
let evenly = places.map { 0.001 + $0 * (10 - 0.001) }
let byRatio = places.map(range.value)

lesson.figure(
  "log-uniform",
  .grid(
    shared: .both,
    plots: [
      [("drawn evenly", evenly), ("drawn by ratio", byRatio)].map { title, rates in
        Plot(
          title, x: Axis("rate, as a power of 10"), y: Axis("draws"),
          marks: [
            .histogram(
              rates.map { log($0) / log(10) }, bins: 16, over: -3...1, color: .blue)
          ])
      }
    ]),
  caption: "A thousand rates between 0.001 and 10, drawn in two ways from the same "
    + "thousand numbers u.")
//: How many are below 0.1?

lesson.claim(
  "Of a thousand rates drawn evenly {} are below 0.1",
  Double(evenly.count { $0 < 0.1 }), isBelow: 40, .whole)
lesson.claim(
  "Drawn by ratio, {} of the same thousand are",
  Double(byRatio.count { $0 < 0.1 }), isWithin: 400...600, .whole)

//: The same holds for counts, such as units, where the number drawn is rounded. For $\beta$ ratios count too, but not
//: of $\beta$ itself: from 0.9 to 0.99 the memory $1/(1 - \beta)$ of lesson 13 grows tenfold, from 0.5 to 0.59 hardly.
//: So what is drawn by ratio is $1 - \beta$.
//:
//: | | range | drawn |
//: | :-- | :-- | :-- |
//: | rate $\eta$ | 0.001 to 10 | by ratio |
//: | $1 - \beta$ of momentum | 0.01 to 1 | by ratio |
//: | hidden units of a layer | 8 to 64 | by ratio |
//: | batch size | 8 to 64 | by ratio |
//: | layers | 1, 2 or 3 | evenly |
//: | decay $\kappa$ of $\eta / (1 + \kappa t)$, $t$ in epochs | 0.01 to 10 | by ratio |
//:
//: These ranges matter more than they look. We come back to them.

//: ## A share of the variance
//:
//: What does it mean that a hyperparameter is *important*? Here is one answer that can be measured. Over many random
//: trials the losses $y_i$ vary. If we knew the rate of each trial and nothing else, how much of that variance would be
//: explained?
//:
//: Sort the $n$ trials by their rate, and cut them into $k$ bins with equally many (equal values go into one
//: bin: one, two or three layers make three). With $\bar y_b$ for the mean loss of bin $b$ and $\bar y$ for that of all,
//:
//: $$
//: \begin{aligned}
//: \sum_i (y_i - \bar y)^2 &= \sum_b \sum_{i \in b} \big( (y_i - \bar y_b) + (\bar y_b - \bar y) \big)^2 \\
//: &= \sum_b \sum_{i \in b} (y_i - \bar y_b)^2 + \sum_b n_b (\bar y_b - \bar y)^2
//: \end{aligned}
//: $$
//:
//: since in every bin the mixed term is $2 (\bar y_b - \bar y)$ times a sum of distances from the bin's own mean,
//: which is 0. The total, SST, is a part *within* the bins, SSW, and a part *between* them, SSB. So SSB/SST looks like
//: the share that the rate explains.
//:
//: It is too much. Take a number that no training ever uses, such as the trial's date of birth. Its bins are random
//: groups. The mean of $n_b$ losses of variance $\sigma^2$ has the variance $\sigma^2 / n_b$, that of all $n$ has
//: $\sigma^2 / n$, and so large is their covariance, since the one is part of the other. The mean square of their distance
//: is $\sigma^2 / n_b - 2 \sigma^2 / n + \sigma^2 / n$, so
//:
//: $$ \mathbb{E}[\text{SSB}] = \sum_b n_b \left( \frac{\sigma^2}{n_b} - \frac{\sigma^2}{n} \right) = (k - 1) \, \sigma^2
//: \qquad \mathbb{E}[\text{SST}] = (n - 1) \, \sigma^2 $$

let search = Search(
  Space.momentum,
  trials.results("search", count: 1200) { [bench] number in
    bench.trial(in: .momentum, .search, number)
  },
  bins: Int(lesson.knob("bins"))
).first(Int(lesson.knob("first")))

//: The search that comes below has losses enough. To the first 60 of them we give such a number, two hundred times.

/// What a number without any meaning explains in the first 60 trials, 10 bins.
func meaninglessShare(isCorrected: Bool) -> Double {
  let losses = search.first(60).losses
  let groups = (0..<60).map { $0 / 6 }
  let once = Matrix(rows: 1, columns: 60) { _, _ in 1 }
  return (0..<200).map { _ in
    let shuffled = generator.permutation(of: 60).map { losses[$0] }
    return explainedShares(
      of: shuffled, by: groups, weights: once, isCorrected: isCorrected)[0]
  }.mean
}
let uncorrected = meaninglessShare(isCorrected: false)
let corrected = meaninglessShare(isCorrected: true)
lesson.record("uncorrected", uncorrected, .percent(0))

lesson.ask(
  "60 trials in 10 bins: what share does a number explain that is never used?",
  ["none", "about 5 %", "about 15 %"],
  answer: uncorrected < 0.025 ? 0 : uncorrected < 0.1 ? 1 : 2,
  "{{uncorrected}} on average. The formula says $(k - 1)/(n - 1) = 9/59$.")

//: So we subtract what chance puts there. The variance within the bins estimates $\sigma^2$, with or without chance:
//: $\text{MSW} = \text{SSW} / (n - k)$. Our measure is
//:
//: $$ V = \frac{\text{SSB} - (k - 1) \, \text{MSW}}{\text{SST}} $$
//:
//: For a meaningless number it is 0 on average, and below 0 about as often as above. (Statisticians call it
//: *epsilon squared*; comparing SSB with SSW is their *analysis of variance*.)

lesson.claim(
  "Without the correction a meaningless number explains {} on average",
  uncorrected, isWithin: 0.13...0.175, .percent(1))
lesson.claim(
  "With it, it explains {}", corrected, isWithin: -0.025...0.025, .percent(1))

//: ## A random search
//:
//: {{trial count}} trials, each with six numbers drawn independently of one another. {{guessing count}} of them,
//: {{guessing share}}, end above 2.2, hardly better than guessing. Most often the rate was too small for five epochs, or
//: too large: {{slow count}} of them have a rate of at most 0.1, and {{fast count}} one above 1. The best ends at
//: {{best loss}}.

let names = Space.momentum.names
let shares = search.shares
let order = shares.indices.sorted { shares[$0] > shares[$1] }
lesson.record("trial count", Double(search.count), .whole)
lesson.record("best loss", search.losses.min()!, .fixed(3))
let guessed = search.filter { $0.last! > 2.2 }.values(0)  // their rates
lesson.record("guessing count", Double(guessed.count), .whole)
lesson.record(
  "guessing share", Double(guessed.count) / Double(search.count), .percent(0))
lesson.record("slow count", Double(guessed.count { $0 <= 0.1 }), .whole)
lesson.record("fast count", Double(guessed.count { $0 > 1 }), .whole)
lesson.record("first share", shares[order[0]], .percent(0))
lesson.record("second share", shares[order[1]], .percent(1))

//: Here are the first two hundred, against each of the six, and in orange the means of the bins of all.

lesson.figure(
  "search",
  .grid(
    shared: .y,
    plots: [0, 2, 4].map { i in
      [i, i + 1].map {
        scatter(search, $0, of: Space.momentum.hyperparameters[$0], count: 200)
      }
    }),
  caption: "The losses of 200 random trials (blue) against each hyperparameter, and "
    + "the means of the bins of all trials (orange). Each trial is in all six plots.")

//: The rate shows a valley. In the other five it takes a second look to see anything.

lesson.ask(
  "β, units and batch rank above layers and decay. Which of the five explains most?",
  Array(names.dropFirst()), answer: order.filter { $0 > 0 }[0] - 1,
  "{{second share}}, where the rate explains {{first share}}.")

//: How much can we rely on such numbers? Another search would give others, and we have only one. *Resampling* answers
//: with what we have ([Efron, "Bootstrap Methods: Another Look at the Jackknife"
//: (1979)](https://doi.org/10.1214/aos/1176344552)): draw as many trials from ours, *with replacement*, so that some come
//: twice and some not at all, and compute the shares again. The scatter of 200 such searches stands for the scatter of
//: real ones; we give the interval that holds 90 % of them. (A trial that comes twice looks like two that agree, which
//: adds a little to every share. So the interval is moved to have the resamples' mean at our estimate.)

/// The estimates of the six shares.
func estimates(_ search: Search) -> [Estimate] {
  let resampled = search.resampledShares(200, using: &generator)
  return zip(search.shares, resampled).map { Estimate($0, resampled: $1) }
}
let ofSearch = estimates(search)
let said = ["high", "medium", "medium", "medium", "low", "low"]

//: For each of our six:

lesson.figure(
  "shares", bars(ofSearch, names: names),
  caption: "What each hyperparameter explains alone of the variance of the losses. "
    + "A grey line is the interval from 200 resamples.")
lesson.table(
  ["", "said to be", "share", "interval"],
  names.indices.map { i in
    let estimate = ofSearch[i]
    return [
      names[i], said[i], estimate.value.text(.percent(1)),
      "\(estimate.low.text(.percent(1))) to \(estimate.high.text(.percent(1)))",
    ]
  })
lesson.claim(
  "Alone, the rate explains {} times as much as the next",
  shares[0] / shares.dropFirst().max()!, isAbove: 4, .fixed(1))
lesson.try(
  "--section 4 --first 120",
  "With a tenth of the trials, which intervals still keep clear of one another?")
lesson.try(
  "--section 4 --bins 3",
  "The rate's valley has two slopes. What do three bins see of it, and what do ten?")

//: The first place of the ranking stands, by far. What about "medium" and "low"? There are six pairs of a medium and a
//: low one. For each we ask whether the resamples agree on which explains more: whether the interval of the difference
//: keeps clear of 0.

/// How many of the six pairs the resamples of a search do not decide.
func undecided(_ search: Search) -> Int {
  let resampled = search.resampledShares(200, using: &generator)
  return [1, 2, 3].flatMap { a in [4, 5].map { (a, $0) } }.count { a, b in
    let differences = zip(resampled[a], resampled[b]).map { $0 - $1 }
    let interval = Estimate(search.shares[a] - search.shares[b], resampled: differences)
    return interval.low < 0 && interval.high > 0
  }
}
//: We ask the same of the first 120 trials and the first 400, as if we had stopped there.

let sizes = [120, 400].filter { $0 < search.count } + [search.count]
let parts = sizes.map(search.first)
let undecidedPairs = parts.map(undecided)
let asSaid = parts.map { part in
  let shares = part.shares
  return [1, 2, 3].flatMap { a in [4, 5].map { shares[a] > shares[$0] } }.count { $0 }
}
lesson.record("undecided", Double(undecidedPairs.last!), .whole)
lesson.record("as said", Double(asSaid.last!), .whole)
lesson.table(
  ["trials", "of six pairs, undecided", "medium is ahead of low"],
  sizes.indices.map { i in
    ["\(sizes[i])", "\(undecidedPairs[i])", "in \(asSaid[i])"]
  })
lesson.claim(
  "With the fewest trials, {} of the six pairs are undecided",
  Double(undecidedPairs[0]), isAbove: 3, .whole)

//: With the trials that a person has patience for, nothing below the first place can be told. With all of ours, ten times
//: as many, {{undecided}} of the six pairs are still undecided, and the estimates have the medium one ahead in
//: {{as said}} of six, where three would be a coin's. Whoever handed down "medium" and "low" did not find them by
//: comparing a few dozen trainings.
//:
//: All this is one search. So forty trials afresh, with your seed:

let freshTrials = lesson.progress("forty fresh trials", 0..<40)
let freshSearch = Search(
  Space.momentum, freshTrials.map { fresh.trial(in: .momentum, .fresh, $0) }, bins: 4)
lesson.claim(
  "In forty fresh trials the rate explains {} alone",
  freshSearch.shares[0], isAbove: 0.02, .percent(0))

//: ## What alone hides
//:
//: A hyperparameter that explains nothing alone need not be without effect. It may act through another one. The same
//: estimate tells: take the $k \times k$ *cells* of two hyperparameters as bins, and subtract what each explains alone:
//:
//: $$ V_{ij} = V(\text{cells of } i, j) - V_i - V_j $$

let pairs = names.indices.map { i in
  names.indices.map { j in i == j ? shares[i] : search.pairShare(min(i, j), max(i, j)) }
}
let withRate = (1..<6).map { pairs[0][$0] }
let strongest = withRate.indices.max { withRate[$0] < withRate[$1] }!
lesson.record("decay alone", shares[5], .percent(1))
lesson.record("strongest pair", withRate[strongest], .percent(0))

lesson.ask(
  "Together with the rate, which explains most beyond what both explain alone?",
  Array(names.dropFirst()), answer: strongest,
  "{{strongest pair}}. Alone, the decay explains {{decay alone}}.")
//: Here are all pairs.

lesson.figure(
  "pairs",
  .heatMap(
    of: Matrix(pairs).map { (1000 * $0).rounded() / 10 + 0 }, columns: names,
    rows: names, x: "hyperparameter", y: "hyperparameter", range: -15...15),
  caption: "In percent of the variance: on the diagonal what each explains alone, "
    + "elsewhere what a pair explains beyond that. The columns are in the order of the "
    + "rows; the rate alone is far beyond the strongest colour.")
lesson.claim(
  "Rate and decay together explain {} beyond what they do alone",
  pairs[0][5], isAbove: 0.04, .percent(0))
lesson.claim(
  "Of the pairs without the rate, the strongest explains {}",
  (1..<6).flatMap { i in (1..<6).filter { $0 > i }.map { pairs[i][$0] } }.max()!,
  isBelow: 0.05, .percent(1))

//: All that there is to see stands in the row of the rate. A strong decay saves a rate that is too large, and spoils one
//: that is just right, so on average over all rates it does next to nothing. After the decay comes the batch: larger
//: batches make fewer steps in five epochs, so they want a larger rate. "The decay is of low importance" is true of the decay alone, and misleading for whoever tunes it together with
//: the rate.
//:
//: (Splitting a variance into parts of one, of two, and so on is the idea of functional ANOVA, which [Hutter, Hoos and
//: Leyton-Brown (ICML 2014)](https://proceedings.mlr.press/v32/hutter14.html) compute with random forests in place of
//: bins. [Van Rijn and Hutter (KDD 2018)](https://arxiv.org/abs/1710.04725) did it on a hundred data sets.)

//: ## One momentum, two importances
//:
//: $\beta$ is said to be of medium importance, and explains nothing here. But what does a large $\beta$ do? In our
//: convention, $v \gets \beta v + (1 - \beta) g$, the steps stay as long as they were. PyTorch, Keras and optax leave
//: the $1 - \beta$ out. As lesson 13 showed, the same path is had there with the rate
//:
//: $$ \eta' = \eta \, (1 - \beta) $$
//:
//: So every trial of ours is one of theirs, with another name for its rate. We need not train anything: rename the
//: rates, and keep the trials with $\eta'$ between 0.001 and 0.1. For each $\beta$ such rates are within our range, and
//: all ratios are equally likely. It is a random search as a user of PyTorch would have made it.

let renamed = Search(
  Space.momentum, search.trials.map { [$0[0] * (1 - $0[1])] + $0.dropFirst() },
  bins: search.binCount
).filter { 0.001...0.1 ~= $0[0] }
let ourTwoDecades = search.filter { 0.01...1 ~= $0[0] }
/// What β explains alone and in its pair with the rate.
func ofMomentum(_ search: Search) -> Double {
  search.shares[1] + search.pairShare(0, 1)
}
lesson.record("β theirs", ofMomentum(renamed), .percent(1))
lesson.record("β ours", ofMomentum(ourTwoDecades), .percent(1))

lesson.ask(
  "In PyTorch's convention, what does β explain, alone and with the rate?",
  ["next to nothing, as before", "more than a tenth"],
  answer: ofMomentum(renamed) > 0.1 ? 1 : 0,
  "{{β theirs}}, where ours has {{β ours}}: there a larger β makes longer steps, so "
    + "the best rate depends on β.")
//: In two powers of ten each, side by side:

lesson.table(
  ["convention", "rates", "trials", "rate", "β", "the pair"],
  [("ours", "0.01 to 1", ourTwoDecades), ("PyTorch", "0.001 to 0.1", renamed)].map {
    [
      $0, $1, "\($2.count)", $2.shares[0].text(.percent(1)),
      $2.shares[1].text(.percent(1)), $2.pairShare(0, 1).text(.percent(1)),
    ]
  })
lesson.claim(
  "In PyTorch's convention β and its pair explain {} percentage points more",
  100 * (ofMomentum(renamed) - ofMomentum(ourTwoDecades)), isAbove: 5, .fixed(1))

//: Importance is not a property of momentum, but of the numbers by which we describe it. A good set of numbers is one in
//: which they can be tuned one after the other. Ours is better in that: $\eta$ is the length of the step whatever
//: $\beta$ is.

//: ## The ranking depends on the ranges
//:
//: Somebody who knows that the rate must be near 0.3 will not search from 0.001 to 10. Take only the trials with rates
//: from {{from}} to {{to}}, as if that had been the range:

let from = lesson.knob("from")
let to = min(10, from * pow(10, lesson.knob("decades")))
let narrow = search.filter { from...to ~= $0[0] }
lesson.record("from", from, .significant(2))
lesson.record("to", to, .significant(2))
lesson.record("narrow count", Double(narrow.count), .whole)
let ofNarrow = estimates(narrow)
let narrowShares = narrow.shares
lesson.record("rate wide", shares[0], .percent(0))
lesson.record("rate narrow", narrowShares[0], .percent(0))
let leader = narrowShares.indices.max { narrowShares[$0] < narrowShares[$1] }!
lesson.record("narrow first", narrowShares[leader], .percent(0))
//: How many of the intervals keep clear of one another?

let ranked = ofNarrow.sorted { $0.value > $1.value }
let clearSteps = zip(ranked, ranked.dropFirst()).filter { $0.low > $1.high }
lesson.record("apart", Double(clearSteps.count), .whole)
lesson.record(
  "above the rate", Double(ofNarrow.count { $0.low > ofNarrow[0].high }), .whole)

lesson.ask(
  "Within these rates, which explains most?", names,
  answer: leader,
  "what the rate explains falls from {{rate wide}} to {{rate narrow}}.")
//: The shares in this range:

lesson.figure(
  "narrow", bars(ofNarrow, names: names),
  caption: "The same trials, but only those with rates from \(short(from)) to "
    + "\(short(to)). Grey lines: intervals from 200 resamples.")
//: In numbers:

lesson.table(
  ["", "share", "interval"],
  names.indices.map { i in
    let estimate = ofNarrow[i]
    return [
      names[i], estimate.value.text(.percent(1)),
      "\(estimate.low.text(.percent(1))) to \(estimate.high.text(.percent(1)))",
    ]
  })
lesson.claim(
  "In a tenfold range of rates, the rate explains {} percentage points less",
  100 * (shares[0] - narrowShares[0]), isAbove: 15, .fixed(0))
lesson.try(
  "--section 7 --from 0.01 --decades 2",
  "How wide must the range be for the rate to lead again, and why are there fewer "
    + "trials in a narrow one?")

//: The most that any of the six explains is now {{narrow first}}, and the rate has {{rate narrow}}. With {{narrow count}}
//: trials the intervals are wide. Of two that follow each other in the order, the intervals keep apart in {{apart}} cases of
//: five: do not believe the order. Of the rate more can be said: {{above the rate}} of the other five have an interval that
//: lies above all of the rate's. In one power of ten its lead is gone, and what is left of the variance is
//: what the rate no longer causes. A ranking of importance is a statement about ranges, and most
//: rankings do not tell theirs. What does hold: *of what you know least, you should try
//: most*, and about the rate one knows least, since the best one changes with the network, with the batch, and by orders
//: of magnitude from rule to rule.

//: ## Adam (deeper)
//:
//: "Almost never tuned": a second search, of 400 trials, draws Adam's rate from $10^{-5}$ to 0.3, $1 - \beta_1$ from 0.01
//: to 1, $1 - \beta_2$ from $10^{-4}$ to 0.1 and $\epsilon$ from $10^{-10}$ to 0.01, all by ratio, with units and batch
//: as before and one hidden layer.

let adam = Search(
  Space.adam,
  trials.results("adam", count: 400) { [bench] number in
    bench.trial(in: .adam, .adam, number)
  }, bins: Int(lesson.knob("bins")))
let ofAdam = estimates(adam)
let ofNarrowAdam = estimates(adam.filter { 0.003...0.03 ~= $0[0] })
lesson.table(
  ["", "share", "interval", "rates 0.003 to 0.03", "interval"],
  adam.space.names.indices.map { i in
    [adam.space.names[i]]
      + [ofAdam[i], ofNarrowAdam[i]].flatMap {
        [
          $0.value.text(.percent(1)),
          "\($0.low.text(.percent(0))) to \($0.high.text(.percent(0)))",
        ]
      }
  })
//: Alone, and in a pair with the rate:

lesson.claim(
  "Adam's rate explains {} alone", adam.shares[0], isAbove: 0.5, .percent(0))
lesson.claim(
  "Of what β₁, β₂ and ε explain alone, the most is {}",
  adam.shares[1...3].max()!, isBelow: 0.06, .percent(1))
lesson.claim(
  "What each of the three explains beyond that with the rate is at most {}",
  (1...3).map { adam.pairShare(0, $0) }.max()!, isBelow: 0.06, .percent(1),
  as: "Adam's pairs")

//: This part of the ranking holds, on this network, of each alone and of its pair with the rate, which explains
//: {{Adam's pairs}} more at most: over ranges far beyond what anybody would try, the three do next to nothing.
//: In a narrow range of rates the units explain about as much as the rate does, and what the three explain is
//: hardly more than the scatter. (Five epochs of digits are kind to them.
//: Lesson 13 had a deep network in which the size of $\epsilon$ decided whether it learned.)

//: ## Grid or random
//:
//: A *grid* takes $p$ values of each hyperparameter and tries all combinations: $p^d$ trials for $d$ of them. The advice
//: to draw settings at random instead is from [Bergstra and Bengio, "Random Search for Hyper-Parameter Optimization"
//: (JMLR 2012)](https://www.jmlr.org/papers/v13/bergstra12a.html), with a picture that has become famous: of two
//: hyperparameters one matters and one does not. Nine points of a grid try three values of the one that matters. Nine
//: random points try nine.
//:
//: Our case is like the picture: rate and $\beta$, of which $\beta$ hardly matters. *The map* holds the losses of 36
//: rates, each with 36 values of $\beta$, with 32 units, one layer, batches of 32. In it we can search thousands of times
//: without training. To be fair, the grid may lie anywhere: its first point is drawn, too.

let map = Plane(
  losses: trials.results("map", count: 36) { [bench] in bench.mapRow($0, of: 36) })
let sample = (0..<9).map { _ in
  Point(4 * generator.uniform() - 3, 2 * generator.uniform() - 2)
}
let corner = Point(4 * generator.uniform() / 3 - 3, 2 * generator.uniform() / 3 - 2)
let grid = (0..<9).map {
  Point(corner.x + 4 * Double($0 / 3) / 3, corner.y + 2 * Double($0 % 3) / 3)
}
lesson.figure(
  "grid-and-random",
  .grid(
    shared: .both,
    plots: [
      [("a grid of nine", grid, Color.green), ("nine at random", sample, .blue)].map {
        title, points, color in
        Plot(
          title, x: Axis("rate, as a power of 10", over: -3...1),
          y: Axis("1 − β, as a power of 10", over: -2...0),
          marks: [map.contours, .points(points, color: color)])
      }
    ]),
  caption: "Two searches of nine trials over the map, with level lines at 0.4, 0.6, 1, "
    + "1.5 and 2. Its valley runs from top to bottom: the rate decides, β hardly does.")

//: The grid knows three rates, random nine. We let a random search meet a grid 2000 times for each budget; the one with
//: the lower best loss wins.

/// How often one search of the plane beats a grid of as many points.
func wins(in plane: Plane, _ p: Int, bands: Bool = false) -> Double {
  chance(2000) {
    bands
      ? plane.bands(p * p, using: &generator) : plane.random(p * p, using: &generator)
  } beats: {
    plane.grid(p, using: &generator)
  }
}
let ps = [2, 3, 6]
let wonByRandom = ps.map { wins(in: map, $0) }
let wonAlone = ps.map { wins(in: map.ofRatesAlone, $0) }
let wonByBands = ps.map { wins(in: map, $0, bands: true) }
lesson.record("random wins", wonByRandom[1], .percent(0))

lesson.ask(
  "How often do nine random points find a better setting than a grid of nine?",
  ["in about half of the cases", "in about 70 %", "in about 90 %"],
  answer: wonByRandom[1] < 0.6 ? 0 : wonByRandom[1] < 0.8 ? 1 : 2,
  "{{random wins}}. In two dimensions it makes next to no difference.")
//: Two more searches are in the table. One draws a random point from each of as many *bands* of rates as it has
//: points. And for *rate alone* each loss of the map is replaced by the mean over all $\beta$ at its rate, so that
//: nothing but the rate counts.

lesson.table(
  [
    "points", "random wins", "one in each band of rates wins",
    "random wins, rate alone",
  ],
  ps.indices.map { i in
    ["\(ps[i] * ps[i])"]
      + [wonByRandom[i], wonByBands[i], wonAlone[i]].map { $0.text(.percent(0)) }
  })
lesson.claim(
  "Nine random points beat a grid of nine in {} of the searches",
  wonByRandom[1], isWithin: 0.45...0.62, .percent(0))
lesson.claim(
  "Where each loss is the mean of its rate's, they do in {}", wonAlone[1],
  isWithin: 0.6...0.8, .percent(0))
lesson.claim(
  "One point in each of nine bands of rates beats the grid in {}",
  wonByBands[1], isWithin: 0.53...0.68, .percent(0))

//: Why not more, if nine values are better than three? First, nine random values leave gaps. Suppose the rate were all
//: that counts, with its best place anywhere but at the ends. A grid of step $s = 1/3$ is off by some $d$, evenly from 0 to $s/2$; all
//: nine random ones are farther away with the probability $(1 - 2d)^9$. So random wins with
//:
//: $$ 1 - \frac{2}{s} \int_0^{s/2} (1 - 2d)^9 \, \mathrm{d}d = 1 - \frac{1 - (1 - s)^{10}}{10 s} = 0.705 $$
//:
//: and that is about what we measure if each loss is replaced by the mean over all $\beta$ at its rate (the last column).
//: Second, a trial has luck of its own, its start and its order of examples. On the floor of the valley luck is all
//: that is left, and there three tries at a good rate are worth as much as one try at the best. What does help a little
//: is to have both: one random point in each of nine bands of rates.
//:
//: With more hyperparameters a grid gets coarser. For the six of our search even the smallest one has $2^6 = 64$ trials,
//: and two rates in a range of four powers of ten. They lie two powers apart, and the valley is about one wide: so about half
//: of the placements have one of them in it, and then 32 tries there; the others have none. Sixty such grids, each placed at random, against 64 trials of the search:

let gridBests = trials.results("grids", count: 60) { [bench] in bench.gridBest($0) }
let sixWins = gridBests.map { best in
  let share = Double(search.losses.count { $0 >= best[0] }) / Double(search.count)
  return 1 - pow(share, 64)
}.mean
// What one grid in twenty ends above, and one search of 64 random trials in twenty.
let unluckyGrid = gridBests.map { $0[0] }.sorted()[57]
let unluckyRandom = search.losses.sorted()[
  Int(Double(search.count) * (1 - pow(0.05, 1.0 / 64)))]
lesson.claim(
  "With six hyperparameters, 64 random trials beat a grid of 64 in {} of the cases",
  sixWins, isAbove: 0.4, .percent(0))
lesson.claim(
  "An unlucky grid, one in twenty, has {} times the loss of an unlucky random search",
  unluckyGrid / unluckyRandom, isAbove: 1, .fixed(2))

//: Even here random points win only somewhat more often than not. What they are is *reliable*: they do not depend on
//: where a grid happens to lie. So take random points when you have many hyperparameters, but not because a grid of two
//: were bad.

//: ## A range test
//:
//: The rate matters most. Can it be found without a search? The *range test* of [Smith, "Cyclical Learning Rates for
//: Training Neural Networks" (WACV 2017)](https://arxiv.org/abs/1506.01186) trains once, for a hundred updates, while the
//: rate grows by the same factor at each update, here from $10^{-4}$ to 100. As long as it is too small, the loss stays.
//: Then it falls, and when the rate is too large, it explodes; the test ends before the first loss that is no number. A batch's loss is noisy, so one looks at the average
//: of lesson 13, with its correction, and $\beta$ = {{smoothing}}.
//:
//: A rule that is often given: take the rate at the lowest average, and divide it by 10. We try it with plain descent,
//: momentum and Adam, afresh, and compare with a sweep: five epochs at each of six rates, each twice the one before; the
//: rate with the lowest validation loss wins.

let smoothing = lesson.knob("smoothing")
lesson.record("smoothing", smoothing, .significant(2))
let rules: [(name: String, recipe: Recipe)] = [
  ("plain descent", Recipe(rule: .plain)),
  ("momentum", Recipe()),
  ("Adam", Recipe(rule: .adam(beta1: 0.9, beta2: 0.999, epsilon: 1e-8))),
]
let rangeTests = rules.map { _, recipe in
  var own = fresh.generator(of: .fresh, 1000)
  return RangeTest(
    recipe, on: fresh.training, over: 1e-4...100, updates: 100, smoothing: smoothing,
    using: &own)
}

//: The sweep of each rule begins at 0.05, Adam's at 0.002, and each setting is trained twice.

let sweeps = [0.05, 0.05, 0.002].map { first in
  (0..<6).map { first * pow(2, Double($0)) }
}
let bestRates = lesson.progress("three sweeps", rules.indices).map { i in
  let losses = sweeps[i].map { rate in
    var recipe = rules[i].recipe
    recipe.rate = rate
    return (0..<2).map { start in
      var own = fresh.generator(of: .fresh, 2000 + start)
      return fresh.loss(of: recipe, using: &own)
    }.mean
  }
  return sweeps[i][losses.indices.min { losses[$0] < losses[$1] }!]
}
let picks = rangeTests.map { $0.lowest / 10 }

//: So much for the computing. Here are the curves, with both rates.

func rangePanel(_ i: Int) -> Plot {
  let test = rangeTests[i]
  return Plot(
    rules[i].name, x: Axis("rate", scale: .logarithmic),
    y: Axis("loss of the batch", over: 0...4),
    marks: [
      .line(x: test.shownRates, y: test.losses, color: .grey),
      .line(x: test.shownRates, y: test.smoothed, label: "average", color: .orange),
      .rule(x: bestRates[i], label: "best of the sweep", color: .blue),
      .rule(x: picks[i], label: "lowest / 10", color: .orange),
    ])
}

lesson.figure(
  "range-test",
  .grid(
    shared: .both,
    plots: [[0, 1], [2]].map { $0.map(rangePanel) }),
  caption: "A hundred updates with a growing rate: the loss before each (grey) and its "
    + "average (orange). Above 4 the curves are cut off.")
//: In numbers:

lesson.table(
  ["", "lowest average at", "divided by 10", "best of the sweep"],
  rules.indices.map { i in
    [
      rules[i].name, rangeTests[i].lowest.text(.significant(2)),
      picks[i].text(.significant(2)), bestRates[i].text(.significant(2)),
    ]
  })
lesson.record("sweep updates", Double(6 * 2 * Bench.updates), .whole)
let apart = rules.indices.map { abs(log(picks[$0] / bestRates[$0])) }
lesson.claim(
  "For momentum and Adam the pick is at most {} times too large or too small",
  exp(max(apart[1], apart[2])), isBelow: 5, .fixed(1))
lesson.claim(
  "For plain descent the best rate is {} times the pick", bestRates[0] / picks[0],
  isAbove: 1.5, .fixed(1))
lesson.try(
  "--section 10 --smoothing 0",
  "Without the average, where is the lowest loss, and does another seed agree?")

//: It costs 100 updates where a sweep costs {{sweep updates}}, and finds the power of ten. It does not find more, and it
//: cannot: the average has its minimum where the rate has just become too large. So what the test looks for is the *limit* of
//: a rule, and not its best rate. Lesson 13 found momentum's limit, on a bowl, at $(1 + \beta)/(1 - \beta)$ times that of plain
//: descent, 19 times for 0.9. Here the two lowest averages are less far apart than that, but they are apart, and the best rates
//: of the two are nearly the same. No single divisor fits both: a tenth is too
//: cautious for plain descent. Use the test to know where to search.

//: ## Schedules
//:
//: A rate that is right in the beginning may be too large at the end. Near a minimum, a step of mini-batch descent goes
//: towards it, and somewhere else by the noise of the batch. For one weight with the loss $\frac{1}{2} a w^2$ and a
//: gradient $a w + \xi$, whose noise has the variance $\sigma^2$, the step is $w \gets (1 - \eta a) w - \eta \xi$. The
//: mean square $q$ of $w$ settles where a step does not change it:
//:
//: $$ q = (1 - \eta a)^2 q + \eta^2 \sigma^2 \qquad q = \frac{\eta \, \sigma^2}{a \, (2 - \eta a)} $$
//:
//: It is proportional to $\eta$, for small ones. To end nearer to the minimum, the rate has to fall while training goes
//: on. (How fast it may fall is as old as the method: [Robbins and Monro, "A Stochastic Approximation Method"
//: (1951)](https://doi.org/10.1214/aoms/1177729586): the rates must add up to infinity, or one may never arrive, and
//: their squares must not.) These are the usual ways, as factors of a base rate $\eta_0$, for update $t$ of $T$:
//:
//: | | factor | here |
//: | :-- | :-- | :-- |
//: | step | $\gamma^{\lfloor t/s \rfloor}$ | once, after half of the updates, by $\gamma = 0.1$ |
//: | exponential | $\gamma^t$ | down to 0.05 |
//: | cosine | $\frac{1}{2} \big( 1 + \cos (\pi t / T) \big)$ | down to 0 |
//: | $1/t$ | $1 / (1 + \kappa t)$ | down to 0.1 |
//: | warm-up | $(t + 1)/W$ for $t < W$ | a tenth of the updates, then constant |
//:
//: The cosine is from [Loshchilov and Hutter, "SGDR" (ICLR 2017)](https://arxiv.org/abs/1608.03983). The warm-up has
//: another purpose: with a very large batch or a deep network the first steps can be the dangerous ones ([Goyal and
//: others, "Accurate, Large Minibatch SGD" (2017)](https://arxiv.org/abs/1706.02677)).

let updates = Bench.updates
lesson.figure(
  "schedules",
  Plot(
    x: Axis("update"), y: Axis("factor of the base rate"),
    marks: Rival.allCases.map { rival in
      let schedule = rival.schedule(updates)
      return .line(
        (0..<updates).map(schedule.factor), label: rival.rawValue,
        color: [.constant, .warmUp].contains(rival) ? .grey : .purple)
    }),
  caption: "Six schedules for five epochs of 19 updates.")

//: Do they help? That depends on the noise at the end. A network that can fit all its examples exactly has hardly any
//: gradient left there, in no batch: $\sigma$ itself goes to 0. A network whose labels contradict each other has noise
//: to the last. So we compare on two sets, at equal budget: the 600 digits, and the same digits with another label for
//: 30 % of them. Each schedule has seven base rates, from 0.05 to 3.2, and sixteen repetitions; validation chooses the
//: rate, and the test part says how good it is.

let results = ScheduleResults(
  results: trials.results("schedules", count: 16) {
    [bench, spoiled = bench.mislabelled(0.3)] in
    bench.schedules($0, spoiled: spoiled)
  })
let clean = Results(Rival.allCases) { results.best($0, spoiled: false) }
let noisy = Results(Rival.allCases) { results.best($0, spoiled: true) }
/// By how much a schedule's test loss, as shown, is below that of the constant rate.
func gain(_ rival: Rival, _ results: Results<Rival, (rate: Double, loss: Double)>)
  -> Double
{
  results[.constant].loss - results[rival].loss
}
lesson.record("cosine clean", gain(.cosine, clean), .fixed(3))
lesson.record("cosine noisy", gain(.cosine, noisy), .fixed(3))

lesson.ask(
  "Where does the cosine end lower than the constant rate, each at its own best rate?",
  ["on both sets", "only with wrong labels", "only with right labels", "on neither"],
  answer: gain(.cosine, clean) > 0.003
    ? (gain(.cosine, noisy) > 0.003 ? 0 : 2) : (gain(.cosine, noisy) > 0.003 ? 1 : 3),
  "its loss is lower by {{cosine noisy}} with wrong labels, and by {{cosine clean}} "
    + "with right ones.")
//: Each at the rate that validation chose:

lesson.table(
  [
    "", "right labels: best rate", "test loss", "30 % wrong: best rate", "test loss",
  ],
  Rival.allCases.map { rival in
    [rival.rawValue]
      + [clean[rival], noisy[rival]].flatMap {
        [short($0.rate), $0.loss.text(.fixed(3))]
      }
  })
//: Over all base rates:

func panel(_ title: String, spoiled: Bool, _ range: ClosedRange<Double>) -> Plot {
  Plot(
    title, x: Axis("base rate", scale: .logarithmic), y: Axis("test loss", over: range),
    marks: [Rival.constant, .cosine, .inverse].map { rival in
      .line(
        x: Rival.rates, y: results.losses(rival, spoiled: spoiled, onTest: true),
        label: rival.rawValue, color: rival == .constant ? .grey : .purple)
    })
}

lesson.figure(
  "schedules-by-rate",
  .grid(
    shared: .x,
    plots: [
      [
        panel("right labels", spoiled: false, 0...1.5),
        panel("30 % wrong labels", spoiled: true, 0.6...1.8),
      ]
    ]),
  caption: "Test loss after five epochs, mean of sixteen repetitions, by base rate. "
    + "Losses above the frame are cut off.")
//: What can be relied on:

lesson.claim(
  "With right labels the best falling schedule gains {} in loss over the constant rate",
  [Rival.step, .exponential, .cosine, .inverse].map { gain($0, clean) }.max()!,
  isBelow: 0.012, .fixed(3))
lesson.claim(
  "With wrong labels each of the four falling schedules gains at least {}",
  [Rival.step, .exponential, .cosine, .inverse].map { gain($0, noisy) }.min()!,
  isAbove: 0.005, .fixed(3))
let shared = Rival.rates.firstIndex(of: noisy[.constant].rate)!
let cosineThere = asShown(
  results.losses(.cosine, spoiled: true, onTest: true)[shared])
let given = cosineThere - noisy[.cosine].loss
lesson.record("shared rate", noisy[.constant].rate, .significant(1))
lesson.record("cosine there", cosineThere, .fixed(3))
lesson.record("times", given / gain(.cosine, noisy), .fixed(1))
lesson.claim(
  "There, at the constant rate's best rate, the cosine ends {} above its own best",
  given, isAbove: 0.01, .fixed(3), as: "given away")

//: The prediction holds. Where the noise dies by itself, a falling rate only stops the learning early. Where it does not,
//: every falling schedule ends lower than the constant rate; the warm-up, which does not fall, gains nothing. The gain is
//: small.
//:
//: With wrong labels the purple valleys lie farther to the right, and in both pictures they are wider on that side: what falls
//: may start higher. So compare schedules at one
//: *shared* base rate, and you measure the rate: at the constant's own best, {{shared rate}}, the cosine ends at
//: {{cosine there}}. There it gives away {{given away}}, {{times}} times the {{cosine noisy}} by which it is
//: ahead of the constant rate at its own best. And on the right of the valley a schedule forgives much: it passes by every
//: rate on its way down.

//: ## Stop bad trials early
//:
//: Most trials of a search are bad, and many look bad from the beginning. *Successive halving* does not finish them
//: ([Jamieson and Talwalkar (AISTATS 2016)](https://arxiv.org/abs/1502.07943); its stronger form is
//: [Hyperband](https://arxiv.org/abs/1603.06560)). Start 27 trials, train each for one epoch, keep the best third, go on
//: with those to epoch 3, keep a third of them, go on to 9, and with the best of those to 27.
//:
//: | | trials | until epoch | epochs spent |
//: | :-- | --: | --: | --: |
//: | | 27 | 1 | 27 |
//: | | 9 | 3 | 9 · 2 = 18 |
//: | | 3 | 9 | 3 · 6 = 18 |
//: | | 1 | 27 | 1 · 18 = 18 |
//:
//: Together 81 epochs: as much as three trials to the end. *The curves* hold 240 random trials of our six numbers, with
//: their validation loss at epochs 1, 3, 9 and 27. We draw 27 of them, and halve; then we draw
//: anew, a few that are trained to the end; four hundred times.

let curves = trials.results("curves", count: 240) { [bench] in bench.curve($0) }
let rivalCounts = [3, 4, 6, 9, 27]
var halved: [Double] = []
var best = rivalCounts.map { _ in [Double]() }
for _ in 0..<400 {
  let drawn = generator.permutation(of: curves.count).prefix(27).map { curves[$0] }
  halved.append(drawn[successiveHalving(drawn, factor: 3).last![0]][3])
  let others = generator.permutation(of: curves.count).map { curves[$0][3] }
  for (i, count) in rivalCounts.enumerated() {
    best[i].append(others.prefix(count).min()!)
  }
}
let halvingWins = rivalCounts.indices.map { i in
  zip(halved, best[i]).map { $0 < $1 ? 1 : $0 == $1 ? 0.5 : 0 }.mean
}
lesson.record("halving wins", halvingWins[0], .percent(0))

lesson.ask(
  "81 epochs: how often does halving beat the best of three full random trials?",
  ["in about half of the cases", "in about two thirds", "in more than three quarters"],
  answer: halvingWins[0] < 0.58 ? 0 : halvingWins[0] < 0.75 ? 1 : 2,
  "{{halving wins}}. It has looked at 27.")
//: Against more and more random trials:

lesson.table(
  ["", "epochs", "median of the loss", "halving is better"],
  [["halving of 27", "81", median(halved).text(.fixed(3)), ""]]
    + rivalCounts.indices.map { i in
      [
        "best of \(rivalCounts[i])", "\(27 * rivalCounts[i])",
        median(best[i]).text(.fixed(3)), halvingWins[i].text(.percent(0)),
      ]
    })
lesson.claim(
  "At equal cost, halving beats the best of three in {} of the searches",
  halvingWins[0], isAbove: 0.7, .percent(0))
lesson.claim(
  "It still beats the best of nine, for three times its cost, in {}",
  halvingWins[3], isAbove: 0.5, .percent(0))

//: One such halving afresh, with your seed, epoch by epoch:

var stopped: [[Double]] = Array(repeating: [], count: 27)
var alive = Array(0..<27)
for epochs in [1, 3, 9, 27] {
  for number in alive { stopped[number] = fresh.curve(3000 + number, epochs: epochs) }
  alive.sort { stopped[$0].last! < stopped[$1].last! }
  alive = Array(alive.prefix(max(1, alive.count / 3)))
}

lesson.figure(
  "halving",
  Plot(
    x: Axis("epoch", scale: .logarithmic, over: 1...27),
    y: Axis("validation loss", over: 0...2.4),
    marks: [
      .points(
        stopped.filter { $0.count == 1 }.map { Point(1, $0[0]) }, color: .blue)
    ]
      + stopped.filter { $0.count > 1 }.map {
        .line($0, from: 1, color: .blue)
      }),
  caption: "Twenty-seven random trials. Two thirds are stopped after epoch 1, 3 and 9; "
    + "one goes to the end.")

//: What it needs is that early losses are in about the same order as late ones. A slow starter that would have won, such
//: as a low rate, is lost.

//: ## The best of many flatters itself
//:
//: A search ends with a number: the lowest loss, or the highest accuracy on the validation part. How good is the
//: network really? Not as good, and the less so, the more trials there were. Each score is the true accuracy and some
//: luck with the 300 digits of the validation part, of standard deviation
//:
//: $$ \sigma = \sqrt{\frac{p (1 - p)}{300}} $$
//:
//: for an accuracy $p$: 1.4 percentage points at $p = 0.94$. The best of $N$ scores is not only of a good network, but
//: also of a lucky one. If all are equally good, the largest of $N$ normal numbers is on average at most
//: $\sigma \sqrt{2 \ln N}$ above the mean. (For any $a > 0$ the largest, $M$, has
//: $e^{a \mathbb{E}[M]} \leq \mathbb{E}[e^{a M}] \leq N e^{a^2 \sigma^2 / 2}$; take the logarithm, divide by $a$, and choose the best,
//: $a = \sqrt{2 \ln N} / \sigma$.) It comes near to that if they are independent. Ours are not: digits that
//: are hard for one network are hard for all, so most of the luck is shared, and cannot be chosen.
//:
//: We train 48 networks on 300 digits, with rates from 0.2 to 0.8 and 16 to 64 units, afresh. They are of much the same
//: quality. The validation and the test part together are 600 digits that none has seen; we deal them into two halves at
//: random, choose the best of $N$ networks (drawn with replacement) by the first half, and look at its accuracy on the second. Four hundred times.
//: (The course's own two parts would not do: its validation part happens to be harder, by a point or two, and that would
//: hide what we look for.)

let candidates = lesson.progress("48 networks", 0..<48).map { number in
  fresh.right(4000 + number)
}
let halves = Halves(
  right: Matrix(candidates).transposed, halvings: 400, using: &generator)
let counts = [1, 2, 4, 8, 16, 32, 64]
let bestOf = counts.map { halves.best(of: $0, using: &generator) }
let optimism = bestOf.map { 100 * ($0.chosen - $0.new) }
let luck = counts.map { count in
  let p = halves.right.mean
  return 100 * (p * (1 - p) / 300).squareRoot() * (2 * log(Double(count))).squareRoot()
}
lesson.record("flattery", optimism[5], .fixed(1))

lesson.ask(
  "The best of 32: by how many points is its score too high?",
  ["less than 0.3", "0.3 to 3", "more than 3"],
  answer: optimism[5] < 0.3 ? 0 : optimism[5] < 3 ? 1 : 2,
  "by {{flattery}} percentage points, with 300 digits to choose by.")
//: For each $N$:

lesson.figure(
  "optimism",
  Plot(
    x: Axis("N, the networks chosen from", scale: .logarithmic),
    y: Axis("percentage points"),
    marks: [
      .line(x: counts.map(Double.init), y: luck, label: "σ √(2 ln N)", color: .grey),
      .line(
        x: counts.map(Double.init), y: optimism, label: "too high by", color: .orange),
    ]),
  caption: "By how much the score of the best of N is above the same network's "
    + "accuracy on the other half of the held-out digits; mean of 400 halvings.")
lesson.claim(
  "The best of 32 scores {} percentage points more where it was chosen than elsewhere",
  optimism[5], isWithin: 0.3...3.5, .fixed(1))
lesson.claim(
  "Not chosen, a network's score is off by {} points, averaged over all",
  abs(optimism[0]), isBelow: 0.8, .fixed(2))

//: That is as much as many an improvement that is reported. This is why the test part is kept out of a search, and
//: looked at once, for the network that was chosen: its score there has not been chosen for. ([Cawley and Talbot
//: (JMLR 2010)](https://www.jmlr.org/papers/v11/cawley10a.html) show how much of what was published as a better method
//: was this.)

//: ## More data, larger networks
//:
//: What is the best use of effort: another search, a larger network, or more data? A drawing that is often shown has
//: accuracy against the amount of data: for classical methods a curve that soon is flat, above it those of a small, a
//: medium and a large network, the larger the higher; "scale drives deep learning". We draw it for the digits. A linear
//: classifier, and networks with 8, 32 and 256 hidden units, on 50 to 1197 digits, at least twenty epochs and 8000
//: examples each, sixteen repetitions; accuracy on the 600 held-out digits.

let bySize = trials.results("sizes", count: 16) { [bench, training = digits.training] in
  bench.accuraciesBySize($0, drawing: training)
}
func accuracies(_ size: Size) -> [Double] {
  let column = Size.allCases.firstIndex(of: size)!
  return Size.counts.indices.map { i in
    bySize.map { $0[i * Size.allCases.count + column] }.mean
  }
}
let byData = Results(Size.allCases, accuracies)
lesson.ask(
  "Which is worst with all the data?", Size.allCases.map(\.rawValue),
  answer: byData.values.indices.min {
    byData.values[$0].last! < byData.values[$1].last!
  }!,
  "eight hidden units are a bottleneck that a linear classifier does not have.")
//: The drawing, for our digits:

lesson.figure(
  "sizes",
  Plot(
    x: Axis("digits to learn from", scale: .logarithmic), y: Axis("accuracy"),
    marks: byData.map { size, accuracies in
      .line(
        x: Size.counts.map(Double.init), y: accuracies, label: size.rawValue,
        color: size == .linear ? .grey : .blue)
    }),
  caption: "Accuracy on 600 held-out digits, mean of sixteen repetitions.")
lesson.table(
  ["digits"] + Size.allCases.map(\.rawValue),
  Size.counts.indices.map { i in
    ["\(Size.counts[i])"] + byData.values.map { $0[i].text(.percent(1)) }
  })
//: By how much is the large network ahead of the linear classifier?

let leads = zip(byData[.large], byData[.linear]).map { 100 * ($0 - $1) }
let mostLead = leads.indices.max { leads[$0] < leads[$1] }!
lesson.record("lead count", Double(Size.counts[mostLead]), .whole)
lesson.record("largest lead", leads[mostLead], .fixed(1))
lesson.claim(
  "On all digits the large network is {} percentage points above the linear one",
  leads.last!, isAbove: 0.4, .fixed(1), as: "last lead")
lesson.claim(
  "From 400 digits to 1197, the linear classifier gains {} points",
  100 * (byData[.linear].last! - byData[.linear][3]), isAbove: 1, .fixed(1))
lesson.claim(
  "With 8 hidden units {} points are lost against no hidden layer, on all digits",
  100 * (byData[.linear].last! - byData[.small].last!), isAbove: 0.4, .fixed(1))

//: Part of the drawing holds: the large network is ahead where there is data. But its lead over the linear classifier
//: does not keep growing: it is largest with {{lead count}} digits, {{largest lead}} points, and {{last lead}} with all. Part of
//: it does not hold. The linear classifier is not the lowest, and it is not flat: with 50 digits it is level with the best.
//: And the network is worth a point or so, where twice the data is worth two or three. Small data are not a small version
//: of large data; what a curve does beyond its last point has to be measured ([Hestness and others, "Deep Learning
//: Scaling is Predictable, Empirically" (2017)](https://arxiv.org/abs/1712.00409) do that, over many powers of ten).

//: ## What to remember
//:
//: 1. Draw rates, counts and $1 - \beta$ by ratio. The rate matters most, over ranges as wide as our ignorance; below
//:    it no ranking holds for all ranges, conventions and networks, and hundreds of trials hardly show one.
//: 2. A budget buys most when bad trials are stopped early. Random points are as good as a grid of two
//:    hyperparameters and more reliable than one of six. A falling rate helps where the noise stays.
//: 3. A score that was chosen is too high. Keep the test part out of the search.
//:
//: What each way of spending bought, in this run:

lesson.table(
  ["way", "against", "how often it is better"],
  [
    ["nine random points", "a grid of nine", wonByRandom[1].text(.percent(0))],
    ["nine bands of rates", "a grid of nine", wonByBands[1].text(.percent(0))],
    [
      "64 random points", "a grid of 64, of six",
      sixWins.text(.percent(0)),
    ],
    [
      "halving 27 trials", "three full ones, same cost",
      halvingWins[0].text(.percent(0)),
    ],
  ])

//: Lesson 16 gives you failing runs, each with a single cause to find.
//:
//: ## Exercises
//:
//: Open `Exercises/15-hyperparameters.swift`. You write what this lesson used: numbers drawn by ratio, a grid and as many
//: random points, schedules with a warm-up, shares of the variance with what chance puts there taken off, the pick of a
//: range test, and successive halving. Put your own lines in the place of each `todo`, and run the grader:
//:
//: ```
//: swift test --filter lesson15
//: ```

lesson.exercises()
lesson.end()
