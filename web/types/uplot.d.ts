// As far as it is used here; the whole is in the library's own dist/uPlot.d.ts.
export type Column = (number | null | undefined)[];

export default class uPlot {
  constructor(options: Record<string, any>, data?: Column[], target?: HTMLElement);
  static paths: Record<string, (options?: any) => any>;
  readonly root: HTMLElement;
  readonly over: HTMLElement;
  readonly data: Column[];
  readonly scales: Record<string, { min?: number; max?: number }>;
  readonly series: any[];
  readonly cursor: any;
  readonly width: number;
  readonly height: number;
  setData(data: Column[], resetScales?: boolean): void;
  setSize(size: { width: number; height: number }): void;
  setScale(key: string, limits: { min: number | null; max: number | null }): void;
  setSeries(index: number, options: { show?: boolean; focus?: boolean }): void;
  setCursor(place: { left: number; top: number }): void;
  redraw(rebuildPaths?: boolean, recalcAxes?: boolean): void;
  valToPos(value: number, scale: string): number;
  posToVal(place: number, scale: string): number;
  destroy(): void;
}
