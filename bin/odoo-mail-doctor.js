#!/usr/bin/env node
// The launcher says in words what an old Node would say in a stack trace, then hands over to the bundle.
const [major = 0, minor = 0] = process.versions.node.split('.').map(Number);

if (major < 22 || (major === 22 && minor < 19)) {
  process.stderr.write(
    `odoo-mail-doctor needs Node.js 22.19 or newer; this is ${process.versions.node}. Install a newer Node.js and try again.\n`,
  );
  process.exitCode = 70;
} else {
  process.env['NODE_ENV'] ??= 'production';
  const { main } = await import(new URL('../dist/cli.js', import.meta.url).href);
  await main();
}
