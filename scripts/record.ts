// Records the films of the README from the dashboard on its demo engine: npm run record [-- --out folder] [--pictures folder] [name…]
import './recorder/stepped-time.js';

import { execFileSync } from 'node:child_process';
import { mkdirSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import { parseArgs } from 'node:util';
import type { Canvas } from '@napi-rs/canvas';
import { quietNode } from '../source/cli/quiet-node.js';
import { record } from './recorder/record.js';
import { stories } from './recorder/stories.js';

quietNode();
const { values, positionals } = parseArgs({
	allowPositionals: true,
	options: {
		out: { type: 'string', default: path.join(import.meta.dirname, '..') },
		/** Each picture of the film as a PNG, named after its millisecond. */
		pictures: { type: 'string' },
	},
});
const names = positionals.length > 0 ? positionals : Object.keys(stories);
const [name = '', ...others] = names;

if (others.length > 0) {
	const pictures = values.pictures === undefined ? [] : ['--pictures', values.pictures];
	// Each film has a process of its own, as its time begins with the process.
	for (const each of names) {
		execFileSync(
			process.execPath,
			[...process.execArgv, import.meta.filename, '--out', values.out, ...pictures, each],
			{
				stdio: 'inherit',
			},
		);
	}
} else {
	await recordOne(name);
	process.exit();
}

async function recordOne(name: string): Promise<void> {
	const story = stories[name];
	if (!story) {
		throw new Error(`There is no film ${name}: ${Object.keys(stories).join(', ')}`);
	}
	const { out, pictures } = values;
	const keep = (picture: Canvas, atMs: number) =>
		writeFileSync(path.join(pictures ?? '', `${atMs}.png`), picture.toBuffer('image/png'));
	const gif = await record(story, pictures === undefined ? undefined : keep);
	const file = path.resolve(out, story.file);
	mkdirSync(path.dirname(file), { recursive: true });
	writeFileSync(file, gif);
	console.log(`${story.file} ${Math.ceil(gif.length / 1000)} kB`);
}
