import { randomInt } from "node:crypto";

const weights = [2, 4, 10, 3, 5, 9, 4, 6, 8];

/** An INN of a legal entity that passes the check and that no other test uses. */
export function newInn() {
  const digits = Array.from({ length: 9 }, (_, index) => (index === 0 ? randomInt(1, 10) : randomInt(10)));
  const sum = digits.reduce((total, digit, index) => total + digit * weights[index], 0);
  return [...digits, (sum % 11) % 10].join("");
}
