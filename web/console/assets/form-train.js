// A train as the form has it. Pure.

/** With cars whose rows are all alike told by how many there are and the letters of one; the server tells each seat. */
export function rowsOf(train) {
  return { ...train, cars: train.cars.map(carOf) };
}

function carOf(car) {
  const { benches: all, ...rest } = car;
  if (!all) return car;
  const isFirst = (labels) => labels.every((label) => /^1\D$/u.test(label));
  const end = all.findIndex((labels) => !isFirst(labels));
  const letters = (end < 0 ? all : all.slice(0, end)).map((labels) => labels.map((label) => label.slice(1)));
  const rows = letters.length ? all.length / letters.length : 0;
  const alike = Array.from({ length: Math.floor(rows) }, (_, i) => letters.map((each) => each.map((letter) => `${i + 1}${letter}`))).flat();
  return JSON.stringify(alike) === JSON.stringify(all) ? { ...rest, rows, seats: letters.map((each) => each.join('')).join(' ') } : car;
}
