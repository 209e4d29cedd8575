// What was done to a plan, to be undone and done again. Pure.
const MOST = 200;

export class History {
  #past = [];
  #future = [];

  constructor(plan) {
    this.plan = plan;
  }

  /** @returns {boolean} whether anything is other than before */
  do(plan) {
    if (plan === this.plan) return false;
    this.#past.push(this.plan);
    if (this.#past.length > MOST) this.#past.shift();
    this.#future = [];
    this.plan = plan;
    return true;
  }

  /** Goes on with what was done last: both are undone together, as a stroke of the brush is. */
  goOn(plan) {
    this.plan = plan;
  }

  get canUndo() {
    return this.#past.length > 0;
  }

  get canRedo() {
    return this.#future.length > 0;
  }

  undo() {
    if (!this.canUndo) return;
    this.#future.push(this.plan);
    this.plan = this.#past.pop();
  }

  redo() {
    if (!this.canRedo) return;
    this.#past.push(this.plan);
    this.plan = this.#future.pop();
  }
}
