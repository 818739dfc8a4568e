"use strict";
// The page is drawn once; a selection changes numbers and widths only. All text from the data goes
// through textContent or attributes, never through HTML.
(async () => {
  const root = document.getElementById("page");
  const told = JSON.parse(document.getElementById("told").textContent);
  const { texts, settings, release, columns } = told;
  if (typeof DecompressionStream === "undefined") {
    root.textContent = texts.too_old;
    return;
  }

  // Data ------------------------------------------------------------------------------------------

  const TYPES = { u1: Uint8Array, u2: Uint16Array, u4: Uint32Array, f4: Float32Array, f8: Float64Array };

  async function unpack(name) {
    const element = document.getElementById(name);
    const text = atob(element.textContent);
    element.remove();
    const packed = new Uint8Array(text.length);
    for (let i = 0; i < text.length; i++) packed[i] = text.charCodeAt(i);
    const stream = new Blob([packed]).stream().pipeThrough(new DecompressionStream("gzip"));
    const data = await new Response(stream).arrayBuffer();
    return told[name].map(({ type, at, size }) => new TYPES[type](data, at, size));
  }

  for (const [name, value] of Object.entries(settings.colours)) document.documentElement.style.setProperty(`--${name}`, value);

  const private_ = release.epsilon !== null;
  const LONGEST = release.reporting_length;
  if (private_) document.documentElement.style.setProperty("--counts", "7.5rem");
  const Z = 1.959964; // Of an interval of 95 %.

  // Of each length: members by place, counts, standard errors; in the order of the members.
  const combinations = [];
  {
    const arrays = await unpack("aggregates");
    let next = 0;
    for (const { length, combinations: size } of told.lengths) {
      const members = arrays.slice(next, next + length);
      combinations[length] = { size, members, counts: arrays[next + length], errors: arrays[next + length + 1] };
      next += length + 2;
    }
  }

  // Of each column its codes by record, or for a list where those of each record begin.
  let records = 0;
  {
    const arrays = await unpack("records");
    let next = 0;
    for (const column of columns) {
      if (column.list) {
        const held = arrays[next];
        column.starts = new Uint32Array(held.length + 1);
        for (let i = 0; i < held.length; i++) column.starts[i + 1] = column.starts[i] + held[i];
        column.codes = arrays[next + 1];
        records = held.length;
        next += 2;
      } else {
        column.codes = arrays[next];
        records = column.codes.length;
        next += 1;
      }
    }
  }
  const columnOf = [];
  const byAttribute = new Map();
  const byName = new Map();
  columns.forEach((column, at) => {
    byName.set(column.name, at);
    column.values.forEach((value, place) => {
      columnOf[column.first + place] = at;
      byAttribute.set(value.attribute, column.first + place);
    });
  });

  // Place of a combination, whose attributes ascend, or -1.
  function find(members) {
    const known = combinations[members.length];
    if (!known) return -1;
    let low = 0;
    let high = known.size - 1;
    while (low <= high) {
      const middle = (low + high) >> 1;
      let order = 0;
      for (let i = 0; i < members.length && order === 0; i++) order = known.members[i][middle] - members[i];
      if (order === 0) return middle;
      if (order < 0) low = middle + 1;
      else high = middle - 1;
    }
    return -1;
  }

  // Selection -------------------------------------------------------------------------------------

  // Column -> attributes. Of a column with one value a record any of them, of a list all of them.
  let selected = new Map();
  let earlier = [];

  function chosen() {
    return [...selected.values()].flatMap((set) => [...set]).sort((a, b) => a - b);
  }

  function isSelected(attribute) {
    const set = selected.get(columnOf[attribute]);
    return set !== undefined && set.has(attribute);
  }

  // The combinations whose counts add up to what is selected, with one more attribute; null where
  // one is longer than what is reported. Other values of its own column do not count, except in a list.
  const MOST_SUMS = 2000;

  function wanted(attribute) {
    let found = [[]];
    for (const [at, set] of selected) {
      if (at === columnOf[attribute] && !columns[at].list) continue;
      if (columns[at].list) {
        found = found.map((members) => [...members, ...set]);
      } else {
        if (found.length * set.size > MOST_SUMS) return null;
        found = found.flatMap((members) => [...set].map((value) => [...members, value]));
      }
    }
    if (attribute >= 0) found = found.map((m) => (m.includes(attribute) ? m : [...m, attribute]));
    if (found[0].length > LONGEST) return null;
    return found.map((members) => members.sort((a, b) => a - b));
  }

  // {kind, count, error, missing}: `exact` where all counts are reported, `some` where some are,
  // `none`, or `beyond` where combinations are longer than what is reported.
  function reported(attribute) {
    const members = wanted(attribute);
    if (members === null) return { kind: "beyond" };
    if (members[0].length === 0) return { kind: "exact", count: release.reported_records, error: 0 };
    let count = 0;
    let variance = 0;
    let missing = 0;
    for (const each of members) {
      const place = find(each);
      if (place < 0) {
        missing++;
        continue;
      }
      const known = combinations[each.length];
      count += known.counts[place];
      variance += known.errors[place] ** 2;
    }
    const kind = missing === 0 ? "exact" : missing < members.length ? "some" : "none";
    return { kind, count, error: Z * Math.sqrt(variance), missing };
  }

  // How many of the columns with a selection a record fails, by record.
  const misses = new Uint8Array(records);

  function fails(at) {
    const column = columns[at];
    const set = selected.get(at);
    const failed = new Uint8Array(records);
    if (column.list) {
      const want = new Uint8Array(column.values.length + 1);
      for (const attribute of set) want[attribute - column.first + 1] = 1;
      for (let i = 0; i < records; i++) {
        let has = 0;
        for (let j = column.starts[i]; j < column.starts[i + 1]; j++) has += want[column.codes[j]];
        failed[i] = has === set.size ? 0 : 1;
      }
    } else {
      const reject = new Uint8Array(column.values.length + 1).fill(1);
      for (const attribute of set) reject[attribute - column.first + 1] = 0;
      for (let i = 0; i < records; i++) failed[i] = reject[column.codes[i]];
    }
    return failed;
  }

  // Estimates by column and value, and of all that is selected.
  function estimate() {
    misses.fill(0);
    const failed = new Map();
    for (const at of selected.keys()) {
      const mine = fails(at);
      failed.set(at, mine);
      for (let i = 0; i < records; i++) misses[i] += mine[i];
    }
    let total = 0;
    for (let i = 0; i < records; i++) if (misses[i] === 0) total++;
    const counts = columns.map((column, at) => {
      const found = new Uint32Array(column.values.length + 1);
      const { codes, starts } = column;
      const mine = column.list ? undefined : failed.get(at);
      if (column.list) {
        for (let i = 0; i < records; i++) {
          if (misses[i] === 0) for (let j = starts[i]; j < starts[i + 1]; j++) found[codes[j]]++;
        }
      } else if (mine) {
        for (let i = 0; i < records; i++) if (misses[i] === mine[i]) found[codes[i]]++;
      } else if (selected.size) {
        for (let i = 0; i < records; i++) if (misses[i] === 0) found[codes[i]]++;
      } else {
        for (let i = 0; i < records; i++) found[codes[i]]++;
      }
      return found;
    });
    return { total, counts };
  }

  // Text ------------------------------------------------------------------------------------------

  const number = new Intl.NumberFormat(settings.language);
  const decimals = new Intl.NumberFormat(settings.language, { maximumFractionDigits: 3 });
  const percent = new Intl.NumberFormat(settings.language, { style: "percent", maximumFractionDigits: 1 });

  function say(name, values = {}) {
    return texts[name].replace(/\{(\w+)\}/g, (whole, key) => (key in values ? values[key] : whole));
  }

  // A reported count as it is shown or spoken.
  function write(count, spoken = false) {
    if (count.kind === "exact") return number.format(count.count);
    if (count.kind === "beyond") return "";
    if (count.kind === "some") return say(spoken ? "at_least_spoken" : "at_least", { count: number.format(count.count) });
    if (private_ || settings.withheld) return texts.not_told;
    return say(spoken ? "fewer_spoken" : "fewer", { k: number.format(count.missing * release.resolution) });
  }

  function make(tag, properties = {}, ...children) {
    const element = document.createElement(tag);
    for (const [name, value] of Object.entries(properties)) {
      if (name === "class") element.className = value;
      else if (name === "text") element.textContent = value;
      else if (name.startsWith("on")) element.addEventListener(name.slice(2), value);
      else if (value !== null && value !== undefined && value !== false) element.setAttribute(name, value === true ? "" : value);
    }
    element.append(...children);
    return element;
  }

  // Explore ---------------------------------------------------------------------------------------

  const FEW = 12;
  const bars = [];
  const lines = [];

  // What one card shows: a column, or the values of several columns together.
  function cardsOf(names) {
    const cards = [];
    for (const name of names) {
      const group = settings.groups[name];
      const of = (group || [name]).filter((each) => byName.has(each)).map((each) => columns[byName.get(each)]);
      if (of.length) cards.push({ title: group ? name : of[0].label, columns: of, grouped: Boolean(group) });
    }
    return cards;
  }

  // All columns in their order; those with the one value 1 together, as far as no group has them.
  function allNames() {
    const grouped = new Set(Object.values(settings.groups).flat());
    const yes = columns.filter((column) => column.kind === "yes" && !grouped.has(column.name)).map((column) => column.name);
    if (yes.length > 1) {
      settings.groups[texts.yes_group] = yes;
      yes.forEach((name) => grouped.add(name));
    }
    const names = [];
    for (const column of columns) {
      const group = Object.keys(settings.groups).find((name) => settings.groups[name].includes(column.name));
      const name = grouped.has(column.name) ? group : column.name;
      if (!names.includes(name)) names.push(name);
    }
    return names;
  }

  // An attribute as text; of a column that is there or not its name is enough.
  function nameOf(column, value) {
    return column.kind === "yes" && value.label === value.value ? column.label : `${column.label}: ${value.label}`;
  }

  function drawCard(card) {
    const id = `card-${bars.length}`;
    const list = make("div", { class: "bars", role: "toolbar", "aria-orientation": "vertical", "aria-labelledby": id, "aria-describedby": "keys" });
    const shown = [];
    for (const column of card.columns) {
      column.values.forEach((value, place) => {
        const attribute = column.first + place;
        let label = value.label;
        if (card.grouped) label = nameOf(column, value);
        const name = make("span", { class: "name", dir: "auto", text: label, title: label.slice(0, 300) });
        const solid = make("span", { class: "solid" });
        const hollow = make("span", { class: "hollow" });
        const whisker = make("span", { class: "whisker" });
        const counts = make("span", { class: "count" });
        const estimates = make("span", { class: "guess" });
        const button = make(
          "button",
          { type: "button", class: "bar", "aria-pressed": "false", tabindex: "-1", "data-attribute": value.attribute.slice(0, 300), onclick: () => toggle(attribute) },
          name,
          make("span", { class: "track", "aria-hidden": "true" }, solid, whisker, hollow),
          make("span", { class: "counts", "aria-hidden": "true" }, counts, estimates),
        );
        list.append(button);
        shown.push({ attribute, label, button, solid, hollow, whisker, counts, estimates });
      });
    }
    const inOrder = card.columns.length === 1 && card.columns[0].kind !== "category";
    if (!inOrder) {
      const first = new Map(shown.map((bar) => [bar, reported(bar.attribute).count || 0]));
      shown.sort((a, b) => first.get(b) - first.get(a));
      list.append(...shown.map((bar) => bar.button));
    }
    if (shown.length) shown[0].button.tabIndex = 0;
    list.addEventListener("keydown", move);
    const hint = card.columns.some((column) => column.list) ? texts.list_hint : card.columns.length === 1 && shown.length > 1 ? texts.any_hint : "";
    const box = make("section", { class: "card", "aria-labelledby": id }, make("h2", { id, dir: "auto", text: card.title }));
    if (hint) box.append(make("p", { class: "hint", text: hint }));
    const one = card.columns[0];
    if (card.columns.length === 1 && (one.kind === "year" || one.kind === "period") && shown.length > 2) {
      const chart = make("div", { class: "chart", role: "img", "aria-label": say("line", { column: one.label }) });
      box.append(chart);
      lines.push({ chart, column: one, bars: shown });
    }
    let all = shown.length <= FEW + 3;
    let text = "";
    const more = make("button", { type: "button", class: "quiet", "aria-expanded": "false" });
    const show = () => {
      let seen = 0;
      for (const bar of shown) {
        const fits = bar.label.toLowerCase().includes(text) && (all || text || seen < FEW || isSelected(bar.attribute));
        bar.button.hidden = !fits;
        if (fits) seen++;
      }
      const first = shown.find((bar) => !bar.button.hidden);
      if (first && !shown.some((bar) => bar.button.tabIndex === 0 && !bar.button.hidden)) {
        shown.forEach((bar) => (bar.button.tabIndex = -1));
        first.button.tabIndex = 0;
      }
      more.textContent = all ? texts.less : say("more", { count: number.format(shown.length) });
      more.setAttribute("aria-expanded", String(all));
    };
    const many = shown.length > FEW + 3;
    if (many) {
      box.append(make("input", {
        type: "search", class: "find", placeholder: texts.find, "aria-label": `${texts.find}: ${card.title}`,
        oninput: (event) => { text = event.target.value.toLowerCase(); show(); },
      }));
    }
    box.append(list);
    if (many) {
      more.addEventListener("click", () => { all = !all; show(); });
      box.append(more);
    }
    show();
    bars.push({ shown, show });
    return box;
  }

  // Arrow keys go through the bars of a card, so that Tab goes from card to card.
  function move(event) {
    const step = { ArrowDown: 1, ArrowRight: 1, ArrowUp: -1, ArrowLeft: -1, Home: -Infinity, End: Infinity }[event.key];
    if (!step) return;
    const all = [...event.currentTarget.children].filter((button) => !button.hidden);
    const at = all.indexOf(document.activeElement);
    const to = all[Math.max(0, Math.min(all.length - 1, at + step))];
    event.preventDefault();
    for (const button of event.currentTarget.children) button.tabIndex = -1;
    to.tabIndex = 0;
    to.focus();
  }

  function change(next) {
    earlier.push(selected);
    selected = next;
    remember();
    redraw();
  }

  function toggle(attribute) {
    const at = columnOf[attribute];
    const next = new Map([...selected].map(([key, set]) => [key, new Set(set)]));
    const set = next.get(at) || new Set();
    if (set.has(attribute)) set.delete(attribute);
    else set.add(attribute);
    if (set.size) next.set(at, set);
    else next.delete(at);
    change(next);
  }

  function clear() {
    if (selected.size) change(new Map());
  }

  function undo() {
    if (!earlier.length) return;
    selected = earlier.pop();
    remember();
    redraw();
  }

  // The view and the selection are in the address, so that it can be sent to somebody.
  let view = "";

  function remember() {
    const parts = new URLSearchParams();
    if (view) parts.set("view", view);
    for (const attribute of chosen()) parts.append("is", attributeText(attribute));
    const hash = `#${parts}`;
    if (location.hash !== hash && !(hash === "#" && !location.hash)) history.replaceState(null, "", hash);
  }

  function attributeText(attribute) {
    const column = columns[columnOf[attribute]];
    return column.values[attribute - column.first].attribute;
  }

  function recall() {
    const parts = new URLSearchParams(location.hash.slice(1));
    selected = new Map();
    for (const text of parts.getAll("is")) {
      const attribute = byAttribute.get(text);
      if (attribute === undefined) continue;
      const at = columnOf[attribute];
      if (!selected.has(at)) selected.set(at, new Set());
      selected.get(at).add(attribute);
    }
    view = parts.get("view") || "";
  }

  let now = { total: 0, counts: [] };
  let summary, chips, undoButton, clearButton;

  function redraw() {
    now = estimate();
    for (const card of bars) {
      const measured = card.shown.map((bar) => {
        const at = columnOf[bar.attribute];
        return { bar, count: reported(bar.attribute), guess: now.counts[at][bar.attribute - columns[at].first + 1] };
      });
      let most = 1;
      for (const { count, guess } of measured) most = Math.max(most, guess, (count.count || 0) + (count.error || 0));
      for (const { bar, count, guess } of measured) drawBar(bar, count, guess, most);
      card.show();
    }
    for (const line of lines) drawLine(line);
    drawSelection();
  }

  function drawBar(bar, count, guess, most) {
    const width = (value) => `${Math.max(0, Math.min(100, (100 * value) / most)).toFixed(2)}%`;
    const known = count.kind === "exact" || count.kind === "some";
    const guessed = guess ? number.format(guess) : texts.estimate_none;
    bar.count = count;
    bar.guess = guess;
    bar.solid.style.width = known ? width(count.count) : "0";
    bar.hollow.style.width = width(guess);
    bar.hollow.hidden = !guess;
    const error = known && private_ ? count.error : 0;
    bar.whisker.hidden = !error;
    if (error) {
      bar.whisker.style.left = width(count.count - error);
      bar.whisker.style.width = `${parseFloat(width(count.count + error)) - parseFloat(width(count.count - error))}%`;
    }
    const beyond = count.kind === "beyond";
    bar.counts.textContent = beyond ? "" : write(count) + (error ? ` ± ${number.format(Math.round(error))}` : "");
    bar.estimates.textContent = beyond ? say("estimate_only", { count: guessed }) : guessed;
    bar.button.classList.toggle("beyond", beyond);
    const pressed = isSelected(bar.attribute);
    bar.button.setAttribute("aria-pressed", String(pressed));
    bar.button.setAttribute("aria-label", say(beyond ? "bar_estimate" : error ? "bar_error" : "bar", {
      value: bar.label.slice(0, 300), reported: write(count, true), estimate: guess ? guessed : texts.none, error: number.format(Math.round(error)),
    }));
  }

  function drawSelection() {
    const all = chosen();
    chips.replaceChildren(...all.map((attribute) => {
      const column = columns[columnOf[attribute]];
      const value = column.values[attribute - column.first];
      const label = nameOf(column, value);
      return make("button", { type: "button", class: "chip", "aria-label": say("remove", { value: label.slice(0, 300) }), onclick: () => { toggle(attribute); clearButton.focus(); } },
        make("span", { dir: "auto", class: "name", text: label }), make("span", { "aria-hidden": "true", text: " ×" }));
    }));
    const count = reported(-1);
    const values = { reported: write(count, true), estimate: number.format(now.total), length: LONGEST };
    if (!all.length) summary.textContent = `${texts.nothing_selected} ${say("summary", values)}`;
    else summary.textContent = say(count.kind === "beyond" ? "summary_estimate" : "summary", values);
    clearButton.disabled = !all.length;
    undoButton.disabled = !earlier.length;
  }

  // Charts ----------------------------------------------------------------------------------------

  const colour = (name) => getComputedStyle(document.documentElement).getPropertyValue(`--${name}`).trim();

  // Expressions are interpreted, which the policy of the page asks for; without menu and network.
  const OPTIONS = { ast: true, actions: false, renderer: "svg", tooltip: false };

  function themed(specification) {
    return {
      ...specification,
      background: null,
      width: "container",
      autosize: { type: "fit", contains: "padding" },
      config: {
        font: "system-ui, sans-serif",
        axis: { labelColor: colour("text"), titleColor: colour("text"), gridColor: colour("line"), domainColor: colour("line"), tickColor: colour("line"), labelFontSize: 12, titleFontSize: 12 },
        legend: { labelColor: colour("text"), titleColor: colour("text") },
        view: { stroke: null },
      },
    };
  }

  function rowsOf(line) {
    const rows = [];
    for (const bar of line.bars) {
      const column = line.column;
      const place = column.values[bar.attribute - column.first].value;
      const known = bar.count.kind === "exact" || bar.count.kind === "some";
      if (known) rows.push({ place, of: "reported", count: bar.count.count, low: bar.count.count - bar.count.error, high: bar.count.count + bar.count.error });
      rows.push({ place, of: "estimate", count: bar.guess });
    }
    return rows;
  }

  async function drawLine(line) {
    if (line.chart.offsetParent === null || !line.bars[0].count) return;
    const data = rowsOf(line);
    if (line.view) {
      line.view.data("counts", data).run();
      return;
    }
    if (line.busy) return;
    line.busy = true;
    const x = { field: "place", type: "ordinal", title: null, axis: { labelAngle: 0, labelOverlap: true }, scale: { domain: line.column.values.map((value) => value.value) } };
    const y = { type: "quantitative", title: null, axis: { tickCount: 4 }, scale: { zero: true } };
    const colours = { field: "of", type: "nominal", legend: null, scale: { domain: ["reported", "estimate"], range: [colour("reported"), colour("estimate")] } };
    const layers = [
      { mark: { type: "line", point: true }, encoding: { x, y: { ...y, field: "count" }, color: colours, strokeDash: { field: "of", type: "nominal", legend: null, scale: { domain: ["reported", "estimate"], range: [[1, 0], [4, 3]] } } } },
    ];
    if (private_) layers.unshift({ transform: [{ filter: "isValid(datum.high)" }], mark: { type: "area", opacity: 0.2 }, encoding: { x, y: { ...y, field: "low" }, y2: { field: "high" }, color: colours } });
    const made = await vegaEmbed(line.chart, themed({ height: 140, data: { name: "counts", values: data }, layer: layers }), OPTIONS);
    line.view = made.view;
    line.made = made;
    line.view.data("counts", rowsOf(line)).run();
    line.busy = false;
  }

  async function drawQuality() {
    for (const [name, ordinal] of [["length", texts.length], ["count", texts.count_from]]) {
      const chart = document.getElementById(`quality-${name}`);
      if (!chart || chart.offsetParent === null || !told.quality[name].length) continue;
      const x = { field: "from", type: "ordinal", title: ordinal, axis: { labelAngle: 0, labelOverlap: true } };
      await vegaEmbed(chart, themed({
        height: 180,
        data: { values: told.quality[name] },
        transform: [{ fold: ["error", "lost"], as: ["what", "value"] }],
        mark: { type: "bar" },
        encoding: {
          x, xOffset: { field: "what" },
          y: { field: "value", type: "quantitative", title: null, axis: { format: "%", tickCount: 5 } },
          color: { field: "what", type: "nominal", title: null, scale: { domain: ["error", "lost"], range: [colour("estimate"), colour("quiet")] }, legend: { orient: "top", labelExpr: `datum.label === 'error' ? ${JSON.stringify(texts.error)} : ${JSON.stringify(texts.lost)}` } },
        },
      }), OPTIONS);
    }
  }

  // Trust and take away ---------------------------------------------------------------------------

  function list(points) {
    return make("ul", {}, ...points.map((text) => make("li", { text })));
  }

  function table(header, rows) {
    return make("div", { class: "scroll", tabindex: "0", role: "group" }, make("table", {},
      ...(header.length ? [make("thead", {}, make("tr", {}, ...header.map((text) => make("th", { scope: "col", text }))))] : []),
      make("tbody", {}, ...rows.map((row) => make("tr", {}, ...row.map((text) => make("td", { dir: "auto", text: text === null ? "–" : String(text) })))))));
  }

  function part(title, ...children) {
    return make("section", { class: "part" }, make("h2", { text: title }), ...children);
  }

  function drawTrust() {
    const { facts, quality } = told;
    const numbers = [
      [texts.number_k, release.resolution],
      [texts.number_length, LONGEST],
      [texts.number_epsilon, release.epsilon],
      [texts.number_delta, release.delta],
      [texts.number_neighbours, release.neighbour_relation],
      [texts.number_mode, release.synthesis_mode],
      [private_ ? texts.number_records_noisy : texts.number_records, number.format(release.reported_records)],
      [texts.number_synthetic, number.format(records)],
      ...told.lengths.map(({ length, combinations: size }) => [say("number_combinations", { length }), number.format(size)]),
      [texts.number_made, `${release.released_at} UTC`],
      [texts.number_version, `synthetic_showcase ${release.package_version}`],
    ].filter(([, value]) => value !== null);
    const charts = (name, first) => [
      make("h3", { text: name === "length" ? texts.by_length : texts.by_count }),
      make("div", { class: "chart", id: `quality-${name}`, "aria-hidden": "true" }),
      table([first, texts.combinations, texts.error, texts.preservation, texts.lost],
        quality[name].map((row) => [number.format(row.from), number.format(row.combinations), decimals.format(row.error), decimals.format(row.preservation), percent.format(row.lost)])),
    ];
    const checked = [
      say("checks_passed", { checks: facts.checks.join(", ") }),
      say("tests_passed", { count: number.format(facts.tests_passed) }),
      say("columns_traced", { count: number.format(facts.columns_traced) }),
    ];
    const history = facts.earlier.length
      ? table([texts.published, texts.release, texts.mode, "k", "R", "epsilon", "delta"],
        facts.earlier.map((row) => [row.recorded_at, row.release_id, row.synthesis_mode, row.resolution, row.reporting_length, row.epsilon, row.delta]))
      : make("p", { text: texts.no_history });
    return [
      part(
        texts.guarantee,
        make("p", { class: "promise", lang: "en", text: release.guarantee }),
        ...(facts.declared_rows.length ? [make("p", { text: texts.declared_rows })] : []),
      ),
      part(texts.not_guaranteed, list(private_ ? texts.not_guaranteed_privately_points : texts.not_guaranteed_points)),
      part(texts.numbers, table([], numbers)),
      part(texts.quality, make("p", { text: texts.quality_explained }), ...charts("length", texts.length), ...charts("count", texts.count_from)),
      part(texts.checks, list(checked), ...(facts.exceptions.length ? [make("h3", { text: texts.exceptions }), table([texts.table, texts.column, texts.protection], facts.exceptions.map((row) => [row.model, row.column_name, row.protection]))] : [])),
      part(texts.history, history, ...(facts.spent || []).map((row) => make("p", { text: say("spent", { data_set: row.data_set, spent: row.spent_epsilon, budget: row.budget_epsilon, charges: row.charges }) }))),
    ];
  }

  const cell = (value) => {
    const text = value === null || value === undefined ? "" : String(value);
    return /[",\n\r]/.test(text) ? `"${text.replaceAll('"', '""')}"` : text;
  };

  function save(name, text) {
    const address = URL.createObjectURL(new Blob([text], { type: "text/csv;charset=utf-8" }));
    const link = make("a", { href: address, download: name });
    document.body.append(link);
    link.click();
    link.remove();
    setTimeout(() => URL.revokeObjectURL(address), 10000);
  }

  const csv = (rows) => rows.map((row) => row.map(cell).join(",")).join("\n") + "\n";

  function countsCsv() {
    const rows = [["column_name", "value", "reported_count", "standard_error", "synthetic_count"]];
    columns.forEach((column, at) => column.values.forEach((value, place) => {
      const count = reported(column.first + place);
      const known = count.kind === "exact";
      rows.push([column.name, value.value, known ? count.count : null, known && private_ ? count.error / Z : null, now.counts[at][place + 1]]);
    }));
    return csv(rows);
  }

  function aggregatesCsv() {
    const rows = [["length", "selections", "reported_count", "standard_error"]];
    combinations.forEach((known, length) => {
      for (let i = 0; i < known.size; i++) {
        const members = known.members.map((ids) => ids[i]);
        const fits = [...selected].every(([at, set]) => (columns[at].list ? [...set].every((a) => members.includes(a)) : [...set].some((a) => members.includes(a))));
        if (fits) rows.push([length, members.map(attributeText).sort().join(";"), known.counts[i], private_ ? known.errors[i] : null]);
      }
    });
    return csv(rows);
  }

  function recordsCsv() {
    const rows = [["synthetic_id", ...columns.map((column) => column.name)]];
    for (let i = 0; i < records; i++) {
      if (misses[i]) continue;
      rows.push([i + 1, ...columns.map((column) => {
        if (!column.list) return column.codes[i] ? column.values[column.codes[i] - 1].value : null;
        const held = [...column.codes.subarray(column.starts[i], column.starts[i + 1])].map((code) => column.values[code - 1].value);
        return held.length ? held.sort().join(column.delimiter) : null;
      })]);
    }
    return csv(rows);
  }

  function drawTake() {
    const offer = (name, file, text) => make("li", {},
      make("h3", { text: texts[name] }), make("p", { text: texts[`${name}_explained`] }),
      make("button", { type: "button", id: name, "aria-label": `${texts.download}: ${texts[name]}`, text: texts.download, onclick: () => save(file, text()) }));
    const title = settings.title || texts.title;
    const citation = settings.citation || say("citation", { title, release: release.release_id, date: release.released_at.slice(0, 10), version: release.package_version });
    return [
      part(texts.take, make("p", { text: texts.take_explained }), make("ul", { class: "offers" },
        offer("take_counts", "counts.csv", countsCsv),
        offer("take_aggregates", "aggregates.csv", aggregatesCsv),
        offer("take_records", "synthetic_records.csv", recordsCsv),
        offer("take_dictionary", "data_dictionary.csv", () => told.dictionary))),
      part(texts.cite, make("p", { class: "promise", dir: "auto", text: citation })),
      part(texts.for_bi, make("p", { text: texts.for_bi_explained })),
    ];
  }

  // The page --------------------------------------------------------------------------------------

  const names = allNames();
  const pages = Object.keys(settings.pages).length ? settings.pages : { [texts.explore]: names };
  const views = new Map();
  for (const [title, listed] of Object.entries(pages)) views.set(title, () => [make("div", { class: "cards" }, ...cardsOf(listed).map(drawCard))]);
  const explored = new Set(views.keys());
  if (!columns.length) views.set([...explored][0], () => [make("p", { text: private_ ? texts.nothing_told : say("nothing_reported", { k: release.resolution }) })]);
  views.set(texts.trust, drawTrust);
  views.set(texts.take, drawTake);

  recall();
  summary = make("p", { class: "summary", id: "summary", role: "status", "aria-live": "polite" });
  chips = make("div", { class: "chips", role: "group", "aria-label": texts.selection });
  clearButton = make("button", { type: "button", id: "clear", text: texts.clear, onclick: clear });
  undoButton = make("button", { type: "button", id: "undo", text: texts.undo, onclick: undo });
  const legend = make("p", { class: "legend" },
    make("span", { class: "key solid" }), make("span", { text: texts.legend_reported }),
    make("span", { class: "key hollow" }), make("span", { text: texts.legend_estimate }));
  if (private_) legend.append(make("span", { class: "key whisker" }), make("span", { text: texts.legend_error }));
  legend.append(make("span", { class: "hint", text: private_ ? texts.noisy : say("rounded", { k: release.resolution }) }));

  const tabs = make("div", { class: "tabs", role: "tablist", "aria-label": texts.views });
  const panels = make("main", { id: "content" });
  [...views].forEach(([title, draw], at) => {
    const panel = make("div", { id: `panel-${at}`, class: "panel", role: "tabpanel", "aria-labelledby": `tab-${at}` }, ...draw());
    const tab = make("button", { type: "button", role: "tab", id: `tab-${at}`, "aria-controls": `panel-${at}`, text: title, dir: "auto", onclick: () => open(title) });
    tabs.append(tab);
    panels.append(panel);
  });
  tabs.addEventListener("keydown", (event) => {
    const all = [...tabs.children];
    const step = { ArrowRight: 1, ArrowLeft: -1 }[event.key];
    if (!step) return;
    event.preventDefault();
    const to = all[(all.indexOf(document.activeElement) + step + all.length) % all.length];
    to.focus();
    to.click();
  });
  const bar = make("div", { class: "selection", role: "region", "aria-label": texts.selection }, chips, summary, make("div", { class: "actions" }, undoButton, clearButton));

  function open(title) {
    const shown = views.has(title) ? title : [...views.keys()][0];
    view = shown === [...views.keys()][0] ? "" : shown;
    [...views.keys()].forEach((name, at) => {
      const is = name === shown;
      tabs.children[at].setAttribute("aria-selected", String(is));
      tabs.children[at].tabIndex = is ? 0 : -1;
      panels.children[at].hidden = !is;
    });
    legend.hidden = !explored.has(shown);
    bar.hidden = shown === texts.trust;
    remember();
    // A chart that was drawn, or the window changed, while another view was open has no width.
    dispatchEvent(new Event("resize"));
    lines.forEach(drawLine);
    if (shown === texts.trust) drawQuality();
  }

  const title = settings.title || texts.title;
  root.append(
    make("a", { class: "skip", href: "#content", text: texts.skip, onclick: (event) => { event.preventDefault(); panels.tabIndex = -1; panels.focus(); } }),
    make("header", {}, make("h1", { dir: "auto", text: title }), ...(settings.description ? [make("p", { dir: "auto", text: settings.description })] : []), tabs),
    make("p", { id: "keys", hidden: true, text: texts.keys }),
    bar, legend, panels,
  );
  open(view);
  redraw();
  document.documentElement.dataset.ready = "yes";

  addEventListener("hashchange", () => {
    earlier.push(selected);
    recall();
    redraw();
    open(view);
  });
  matchMedia("(prefers-color-scheme: dark)").addEventListener("change", () => {
    for (const line of lines) {
      if (line.made) line.made.finalize();
      line.made = line.view = undefined;
      drawLine(line);
    }
    drawQuality();
  });
})();
