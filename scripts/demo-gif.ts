// Makes demo.gif from the built dashboard on its demo engine: npm run demo:gif. The demo engine is seeded, so every run
// shows the same fleet; only the clock moves on.
import { execFileSync } from 'node:child_process';
import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { openTerminal } from '../test/helpers/terminal.js';
import { Film } from './recorder/film.js';
import { perform, rest } from './recorder/perform.js';
import { themes } from './recorder/themes.js';

const target = 'demo.gif';
const cli = join(import.meta.dirname, '..', 'dist', 'cli.js');
const home = mkdtempSync(join(tmpdir(), 'plimsoll-demo-'));
const folder = join(home, 'helloworld');
mkdirSync(folder);
writeFileSync(join(folder, 'Dockerfile'), 'FROM python:3.13-slim\nCOPY . /app\nCMD ["python", "/app/app.py"]\n');
writeFileSync(join(folder, 'app.py'), 'print("hello")\n');

/** What a viewer sees, step by step (scripts/recorder/perform). */
const story: readonly string[] = [
	'wait:helloworld',
	'pause:1800',
	// Down to the one at its limit; its history against the line.
	'j j j j j j j j',
	'm',
	'pause:3200',
	'escape',
	// Its log, searched.
	'l',
	'pause:1200',
	'escape',
	// A shell.
	'e',
	'wait:$',
	'type:ls',
	'enter',
	'pause:700',
	'type:ps',
	'enter',
	'pause:900',
	'type:exit',
	'enter',
	'wait:plimsoll',
	'pause:700',
	// Build, and run what was built.
	'2',
	'b',
	'pause:1200',
	'enter',
	'wait:✓ Build',
	'pause:1500',
	'r',
	'pause:1000',
	'tab tab tab',
	'type:5050:80',
	'pause:1200',
	'enter',
	'pause:2500',
	'escape',
	// Push it.
	'2',
	'P',
	'pause:1000',
	'enter',
	'pause:4000',
	'escape',
	'1',
	'pause:1200',
];

const theme = themes.dark;
const terminal = openTerminal({
	command: process.execPath,
	args: [cli, '--demo'],
	columns: 110,
	rows: 32,
	theme,
	cwd: folder,
	env: { HOME: home, DOCKER_CONFIG: join(home, '.docker'), COLORTERM: 'truecolor' },
});
try {
	await rest(terminal);
	const film = new Film(terminal, theme, { interval: 120 });
	for (const step of story) await perform(terminal, step, 110);
	writeFileSync(target, film.finish());
} finally {
	terminal.close();
	rmSync(home, { recursive: true, force: true });
}

try {
	execFileSync('gifsicle', ['-O3', '--colors', '64', '--batch', target], { stdio: 'ignore' });
} catch {
	console.log('gifsicle is not installed: the film is larger than it could be');
}
