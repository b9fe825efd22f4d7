// Steps back and forth over states; a state is never changed once it is in here.

const MOST = 200;

/** Keeps states; `current` is the one that is shown. */
export class UndoStack {
  constructor(first) {
    this.states = [first];
    this.at = 0;
  }

  get current() {
    return this.states[this.at];
  }

  get canUndo() {
    return this.at > 0;
  }

  get canRedo() {
    return this.at < this.states.length - 1;
  }

  /** Note a new state; what was taken back before it is forgotten. */
  push(state) {
    this.states = [...this.states.slice(0, this.at + 1), state].slice(-MOST);
    this.at = this.states.length - 1;
  }

  undo() {
    this.at = Math.max(0, this.at - 1);
    return this.current;
  }

  redo() {
    this.at = Math.min(this.states.length - 1, this.at + 1);
    return this.current;
  }
}
