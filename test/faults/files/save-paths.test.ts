import { execFileSync } from 'node:child_process';
import { lstatSync, mkdirSync, readdirSync, readFileSync, symlinkSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import { describe, expect, onTestFinished, test } from 'vitest';
import { openDashboard } from '../../helpers/dashboard.js';
import { scratch } from '../kit.js';

const isRoot = process.platform === 'linux' && process.getuid?.() === 0;

/** Makes a folder of things that must not be overwritten. It has its own device: a bug would replace the machine's one. */
function places(): string {
	const folder = scratch();
	execFileSync('mkfifo', [path.join(folder, 'fifo')]);
	if (isRoot) {
		execFileSync('mknod', [path.join(folder, 'null'), 'c', '1', '3']);
	}
	mkdirSync(path.join(folder, 'folder'));
	writeFileSync(path.join(folder, 'target'), 'old\n');
	symlinkSync('target', path.join(folder, 'link'));
	return folder;
}

const refused: readonly (readonly [string, string])[] = [
	['fifo', 'cannot write to a named pipe (FIFO)'],
	['folder', 'cannot write to a directory'],
	['link', 'cannot write to a symbolic link directly'],
	['none/x', 'there is no folder'],
	['target/x', 'is not a folder'],
	...(isRoot ? [['null', 'cannot write to a character device file'] as const] : []),
];

const opens = { log: ['l', 's'], image: ['2', 'enter'] } as const;

describe.each(['log', 'image'] as const)('a %s', what => {
	test('is only saved over a regular file; the refusal is shown while typing and at Enter', async () => {
		const folder = places();
		const kinds = () => readdirSync(folder).map(name => lstatSync(path.join(folder, name)).mode);
		const before = kinds();
		const app = await openDashboard({ cwd: folder, columns: 160 });
		onTestFinished(() => app.close());
		await app.until(({ logs, lists }) => logs.lines.length > 0 && lists.images.items.length > 0);
		await app.press(...opens[what]);
		if (what === 'image') {
			const menu = app.state().modals.at(-1);
			if (menu?.kind !== 'menu') {
				throw new Error(app.text());
			}
			const at = menu.items.findIndex(item => item.label.startsWith('Save to a file'));
			await app.press(...Array.from({ length: at }, () => 'down'), 'enter');
		}
		for (const [name, words] of refused) {
			await app.press('ctrl-u');
			await app.type(name);
			await app.untilText(words);
			await app.press('enter');
			await app.until(({ modals }) => {
				const form = modals.at(-1);
				return form?.kind === 'form' && form.message?.startsWith(`${name}: `) === true && form.message.includes(words);
			});
		}
		expect(kinds()).toEqual(before);
		expect(readFileSync(path.join(folder, 'target'), 'utf8')).toBe('old\n');
		await app.press('ctrl-u');
		await app.type('new');
		await app.press('enter');
		await app.untilText(/Saved/);
		expect(lstatSync(path.join(folder, 'new')).isFile()).toBe(true);
	});
});
