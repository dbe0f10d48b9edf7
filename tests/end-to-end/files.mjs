// Runs the test files that it is given in this one process, with one browser: starting both anew for each file was a fifth of their work.
for (const file of process.argv.slice(2)) await import(new URL(file, import.meta.url));
