import { mkdtempSync, rmSync } from 'node:fs';
import os from 'node:os';
import path from 'node:path';
import { afterEach } from 'vitest';
import type { Dashboard } from '../../helpers/dashboard.js';
import { openDashboard } from '../../helpers/dashboard.js';

const open: Dashboard[] = [];
const folders: string[] = [];
afterEach(() => {
	for (const app of open.splice(0)) {
		app.close();
	}
	for (const folder of folders.splice(0)) {
		rmSync(folder, { recursive: true, force: true });
	}
});

/** An empty folder that is gone after the test. */
export function scratchFolder(): string {
	const folder = mkdtempSync(path.join(os.tmpdir(), 'plimsoll-flows-'));
	folders.push(folder);
	return folder;
}

/** A dashboard on a pane with one item selected, closed after the test. */
export async function openAt(
	pane: 'containers' | 'images',
	name: string,
	options: Parameters<typeof openDashboard>[0] = {},
): Promise<Dashboard> {
	const app = await openDashboard(options);
	open.push(app);
	await select(app, pane, name);
	return app;
}

/** Selects one item by narrowing its pane to it. */
export async function select(app: Dashboard, pane: 'containers' | 'images', name: string): Promise<void> {
	await app.press(...(pane === 'images' ? ['2', 'A'] : ['1']), '/');
	await app.type(name);
	await app.press('enter');
}

/** The commands of the log with how they went, oldest first. */
export const commandsOf = (app: Dashboard): readonly string[] =>
	app.state().commands.map(({ command, status }) => `${command.join(' ')} ${status}`);

/** What was said in toasts that are still shown. */
export const toastsOf = (app: Dashboard): string =>
	app
		.state()
		.toasts.map(toast => toast.text)
		.join('\n');

export const imageTags = (app: Dashboard): readonly string[] =>
	app.state().lists.images.items.flatMap(image => image.tags);
