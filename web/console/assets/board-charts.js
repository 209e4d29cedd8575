// The charts of a board, drawn by uPlot, and the same as tables. What they show is told in words beside them.
import { OTHERS } from './board-model.js';
import { el, setText } from './dom.js';
import { locale, has, t } from './language.js';
import uPlot from './uplot.js';

/** Three digits of what is small; what is counted is not rounded. */
const number = new Intl.NumberFormat(locale, { maximumSignificantDigits: 3, maximumFractionDigits: 0, roundingPriority: 'morePrecision' });
const brief = new Intl.NumberFormat(locale, { notation: 'compact', maximumSignificantDigits: 3 });
const clock = new Intl.DateTimeFormat(locale, { hour: '2-digit', minute: '2-digit', second: '2-digit', hour12: false });
const clockOfDay = new Intl.DateTimeFormat(locale, { hour: '2-digit', minute: '2-digit', hour12: false });
const day = new Intl.DateTimeFormat(locale, { month: 'numeric', day: 'numeric', hour: '2-digit', minute: '2-digit', hour12: false });
const ROWS = 30;
const HOURS_6 = 6 * 3600;

/** What a series is called. */
export function nameOf(series) {
  if (series.reason) return has(`board.reasons.${series.reason}`) ? t(`board.reasons.${series.reason}`) : series.reason.toLowerCase().replaceAll('_', ' ');
  return t(`board.${series.name}`);
}

export function shown(value) {
  return value === null || value === undefined ? '–' : number.format(value);
}

/** The time of a step, as precise as the step is long. */
export function timeOf(second, seconds) {
  const at = new Date(second * 1000);
  return seconds < 60 ? clock.format(at) : seconds < 3600 ? clockOfDay.format(at) : day.format(at);
}

/**
 * A chart in a figure of the page, which has a `figcaption` with its heading, and places `.legend`, `.plot`, `.table`.
 * Series: `{name, colour, dash?, reason?, stacked?}`; those that are stacked lie upon one another, the first at the top.
 */
export class Chart {
  #figure;
  #title;
  #series;
  #onRange;
  #plot;
  #view;
  #raw = [];
  #asTable = false;

  /** @param {{figure: HTMLElement, title: string, series: any[], onRange: (from: number, until: number) => void}} options */
  constructor({ figure, title, series, onRange }) {
    this.#figure = figure;
    this.#title = title;
    this.#onRange = onRange;
    this.#series = series;
    this.#make();
    new ResizeObserver(() => this.#fit()).observe(figure.querySelector('.plot'));
  }

  /** Other series: other reasons, or other colours. */
  set series(series) {
    this.#series = series;
    this.#make();
    if (this.#view) this.show(this.#view, this.#asTable);
  }

  get series() {
    return this.#series;
  }

  show(view, asTable) {
    this.#view = view;
    this.#asTable = asTable;
    this.#raw = this.#series.map((series) => (series.reason ? view.reasons[series.reason] : view[series.column ?? series.name]) ?? []);
    const place = this.#figure.querySelector('.table');
    place.hidden = !asTable;
    this.#figure.querySelector('.plot').hidden = asTable;
    if (asTable) place.replaceChildren(this.#table());
    else this.#plot.setData([view.at, ...this.#stacked()]);
    this.#tell(undefined);
  }

  /** From the bottom: what is stacked is drawn up to the sum of itself and all that lie below. */
  #stacked() {
    const columns = [...this.#raw];
    let below = null;
    for (let i = columns.length - 1; i >= 0; i--) {
      if (!this.#series[i].stacked) continue;
      const under = below;
      columns[i] = columns[i].map((value, at) => (value === null ? null : value + (under?.[at] ?? 0)));
      below = columns[i];
    }
    return columns;
  }

  #make() {
    this.#plot?.destroy();
    const place = /** @type {HTMLElement} */ (this.#figure.querySelector('.plot'));
    const ink = colour('--quiet');
    const line = colour('--line');
    const font = `12px ${getComputedStyle(document.body).fontFamily}`;
    const axis = { stroke: ink, font, grid: { stroke: line, width: 1 }, ticks: { stroke: line, width: 1, size: 4 } };
    this.#plot = new uPlot({
      width: Math.max(100, place.clientWidth), height: Math.max(80, place.clientHeight),
      legend: { show: false },
      cursor: { sync: { key: 'board' }, drag: { x: true, y: false, setScale: false }, points: { size: 6 } },
      // The last time of the axis has its place.
      padding: [null, 28, null, null],
      bands: this.#bands(),
      select: { show: true, left: 0, top: 0, width: 0, height: 0 },
      scales: { y: { range: (_, __, max) => [0, max > 0 ? max * 1.08 : 1] } },
      axes: [
        { ...axis, size: 24, space: 72, values: (plot, splits) => splits.map((second) => timeOf(second, plot.scales.x.max - plot.scales.x.min > HOURS_6 * 4 ? 3600 : this.#view?.seconds ?? 1)) },
        { ...axis, size: 46, space: 28, values: (_, splits) => splits.map((value) => brief.format(value)) },
      ],
      series: [{}, ...this.#series.map((series) => ({
        stroke: colour(series.colour), width: series.stacked ? 1 : 2, dash: series.dash, spanGaps: !series.stacked, points: series.stacked ? { show: false } : { size: 4 },
        fill: series.stacked ? colour(series.colour) + 'b3' : undefined,
      }))],
      hooks: {
        setCursor: [(plot) => this.#tell(plot.cursor.idx)],
        setSelect: [(plot) => {
          if (plot.select.width < 4) return;
          this.#onRange(plot.posToVal(plot.select.left, 'x'), plot.posToVal(plot.select.left + plot.select.width, 'x'));
          plot.setSelect({ left: 0, top: 0, width: 0, height: 0 }, false);
        }],
      },
    }, [[], ...this.#series.map(() => [])], place);
    place.setAttribute('aria-label', this.#title);
    this.#legend();
  }

  /** Each area ends where that below begins: colours upon one another would be none of the legend's. */
  #bands() {
    const stacked = this.#series.flatMap((series, i) => (series.stacked ? [i + 1] : []));
    return stacked.slice(0, -1).map((upper, i) => ({ series: [upper, stacked[i + 1]] }));
  }

  #fit() {
    const place = this.#figure.querySelector('.plot');
    if (place.clientWidth > 0 && place.clientHeight > 0) this.#plot.setSize({ width: place.clientWidth, height: place.clientHeight });
  }

  #legend() {
    this.#figure.querySelector('.legend').replaceChildren(...this.#series.map((series) => {
      const mark = el('span', { class: series.stacked ? 'mark area' : 'mark', 'aria-hidden': 'true' });
      mark.style.setProperty('--mark', `var(${series.colour})`);
      if (series.dash) mark.classList.add('dashed');
      return el('li', {}, mark, `${nameOf(series)} `, el('span', { class: 'num' }));
    }));
  }

  /** The values at the cursor, or the latest. */
  #tell(index) {
    const values = this.#raw.map((column) => (index === null || index === undefined ? column.findLast((value) => value !== null) : column[index]));
    const places = this.#figure.querySelectorAll('.legend .num');
    values.forEach((value, i) => setText(places[i], shown(value)));
    if (index !== null && index !== undefined) return;
    this.#figure.querySelector('.plot').setAttribute('aria-label',
      t('board.chartNow', { title: this.#title, values: this.#series.map((series, i) => t('board.value', { name: nameOf(series), value: shown(values[i]) })).join(', ') }));
  }

  #table() {
    const { at, seconds } = this.#view;
    const from = Math.max(0, at.length - ROWS);
    return el('table', {},
      el('thead', {}, el('tr', {}, el('th', { scope: 'col' }, t('board.time')), ...this.#series.map((series) => el('th', { scope: 'col', class: 'number' }, nameOf(series))))),
      el('tbody', {}, ...at.slice(from).map((second, i) => el('tr', {},
        el('th', { scope: 'row' }, timeOf(second, seconds)), ...this.#raw.map((column) => el('td', { class: 'number' }, shown(column[from + i]))))).reverse()));
  }
}

/** A colour of the page's own, as it is now: light or dark. */
function colour(token) {
  return getComputedStyle(document.documentElement).getPropertyValue(token).trim();
}

/** The series of each chart; those of the refusals follow the reasons that there are. */
export function seriesOf(chart, reasons) {
  switch (chart) {
    case 'traffic':
      return [
        ...[...reasons, OTHERS].map((reason, i) => ({ reason, colour: `--tier-${i + 2}`, stacked: true })),
        { name: 'decided', colour: '--good', dash: [6, 4] },
        { name: 'arrived', colour: '--tier-1' },
      ];
    case 'latency':
      return [{ name: 'p99', colour: '--bad', dash: [2, 3] }, { name: 'p95', colour: '--tier-2', dash: [6, 4] }, { name: 'p50', colour: '--tier-1' }];
    case 'stock':
      return [
        { name: 'available', column: 'stockLeft', colour: '--tier-8', stacked: true },
        { name: 'held', column: 'stockHeld', colour: '--tier-2', stacked: true },
        { name: 'sold', column: 'stockSold', colour: '--good', stacked: true },
      ];
    default:
      return [{ name: 'waiting', colour: '--tier-5' }, { name: 'inside', colour: '--tier-3', dash: [6, 4] }, { name: 'waitlist', colour: '--tier-4', dash: [2, 3] }, { name: 'queued', colour: '--tier-6' }];
  }
}

