// What is typed and drawn and not yet saved: kept in this tab of the browser until it is saved or thrown away.
//
// Only for the tab (a shared office computer keeps nothing of it for the next person) and only for its user. The facts of a
// case hold no name and no number of a person.

const PREFIX = "landtrack.draft.";
const store = window.sessionStorage;

/** Keeps one draft, of `user` for `about` ("07288" for a new case there, "07288/CODE" for a known one). */
export class DraftKeeper {
  constructor(user, about) {
    this.mine = `${PREFIX}${user}.`;
    this.key = this.mine + about;
    this.dirty = false;
    this.warn = (event) => {
      if (this.dirty) {
        event.preventDefault();
      }
    };
    window.addEventListener("beforeunload", this.warn);
    forgetOthers(this.mine);
  }

  /** Return the draft that was kept, null if there is none. */
  read() {
    try {
      return JSON.parse(store.getItem(this.key));
    } catch {
      return null;
    }
  }

  /** Keep `draft`; false if the browser has no room for it. */
  keep(draft) {
    this.dirty = true;
    try {
      store.setItem(this.key, JSON.stringify(draft));
      return true;
    } catch {
      return false;
    }
  }

  drop() {
    this.dirty = false;
    store.removeItem(this.key);
  }

  close() {
    window.removeEventListener("beforeunload", this.warn);
  }
}

function forgetOthers(mine) {
  Object.keys(store).filter((key) => key.startsWith(PREFIX) && !key.startsWith(mine)).forEach((key) => store.removeItem(key));
}
