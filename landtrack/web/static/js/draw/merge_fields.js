// Three states of the fields of a form: as one began, as one has them, as somebody else saved them meanwhile.

const same = (one, other) => JSON.stringify(one ?? null) === JSON.stringify(other ?? null);

/**
 * Return {fields, merged}: fields are those that somebody else changed, {name, before, mine, theirs, clash} in the order of
 * `names`; merged are all values with theirs taken wherever one had changed nothing oneself. A clash keeps one's own
 * value until it is decided.
 */
export function mergeFields(names, before, mine, theirs) {
  const fields = names.filter((name) => !same(before[name], theirs[name])).map((name) => ({
    name,
    before: before[name],
    mine: mine[name],
    theirs: theirs[name],
    clash: !same(mine[name], before[name]) && !same(mine[name], theirs[name]),
  }));
  const taken = fields.filter(({ clash }) => !clash).map(({ name, theirs: value }) => [name, value]);
  return { fields, merged: { ...mine, ...Object.fromEntries(taken) } };
}
