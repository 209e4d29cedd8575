// On which line of a JSON text a pointer leads to. Pure.

/** `lineOf(pointer)`, from 1; of what is not there, where it should be in. */
export function linesOf(text) {
  const lines = new Map();
  const token = /"(?:[^"\\]|\\.)*"|[{}[\],:]|[^\s{}[\],:"]+|\n/g;
  const path = [];
  let line = 1;
  let expectsName = false;
  let name;

  const here = () => path.map(({ key }) => `/${String(key).replaceAll('~', '~0').replaceAll('/', '~1')}`).join('');
  const note = () => {
    const pointer = here();
    if (!lines.has(pointer)) lines.set(pointer, line);
  };

  lines.set('', 1);
  for (const [found] of text.matchAll(token)) {
    const inside = path.at(-1);
    if (found === '\n') line++;
    else if (found === '{' || found === '[') {
      note();
      path.push({ isArray: found === '[', key: found === '[' ? 0 : '' });
      expectsName = found === '{';
    } else if (found === '}' || found === ']') {
      path.pop();
      expectsName = false;
    } else if (found === ',') {
      if (inside?.isArray) inside.key++;
      expectsName = Boolean(inside) && !inside.isArray;
    } else if (found === ':') {
      if (inside) inside.key = name;
      note();
      expectsName = false;
    } else if (expectsName) name = nameOf(found);
    else note();
  }

  return (pointer) => {
    for (let at = pointer; ; at = at.slice(0, at.lastIndexOf('/'))) {
      if (lines.has(at)) return lines.get(at);
    }
  };
}

function nameOf(literal) {
  try {
    return JSON.parse(literal);
  } catch {
    return literal;
  }
}
