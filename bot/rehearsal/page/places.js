/* Where each person was when somebody looked away: their channel, how far they had read, and what
   they had begun to write. */

/* The message at the upper edge of a list, and by how much it's above it. */
function edge(list) {
  const top = list.getBoundingClientRect().top;
  const first = [...list.querySelectorAll("[data-message]")].find((each) => each.getBoundingClientRect().bottom > top);
  return first && { id: first.dataset.message, by: first.getBoundingClientRect().top - top };
}

/* Back to there; false where that message is gone. */
function backTo(list, { id, by }) {
  const node = list.querySelector(`[data-message="${CSS.escape(id)}"]`);
  if (!node) return false;
  list.scrollTop += node.getBoundingClientRect().top - list.getBoundingClientRect().top - by;
  return true;
}

/* Whether one message came after another: what was read and is gone by now was read all the same. */
export function newer(one, other) {
  return BigInt(one || 0) > BigInt(other || 0);
}

export class Places {
  constructor() {
    this.all = new Map();
  }

  /* Somebody looks away from `eyes`; `read` is set where they had moved the list themselves. */
  leave(eyes, { at, inside, words, list, read }) {
    this.all.set(eyes, { at, inside, words, edge: read ? edge(list) : null });
  }

  /* Where they were; whoever has come into the room since, or left it, looks there anew. */
  of(eyes, inside, otherwise) {
    const { words = "", ...was } = this.all.get(eyes) ?? { at: otherwise, inside };
    return was.inside === inside ? { ...was, words } : { at: "", words };
  }

  back(list, was) {
    return Boolean(was?.edge) && backTo(list, was.edge);
  }
}
