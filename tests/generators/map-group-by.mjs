// orval 8 is written for Node.js 22; this is what it misses in 20.
Map.groupBy ??= (items, key) => {
  const groups = new Map();
  for (const item of items) groups.set(key(item), [...(groups.get(key(item)) ?? []), item]);
  return groups;
};
Object.groupBy ??= (items, key) => Object.fromEntries(Map.groupBy(items, key));
