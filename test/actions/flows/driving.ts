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

/** Creates an empty folder that is removed after the test. */
export function scratchFolder(): string {
	const folder = mkdtempSync(path.join(os.tmpdir(), 'plimsoll-flows-'));
	folders.push(folder);
	return folder;
}

/** Opens a dashboard on a pane with one item selected; it is closed after the test. */
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

/** Selects one item by filtering its pane. */
export async function select(app: Dashboard, pane: 'containers' | 'images', name: string): Promise<void> {
	await app.press(...(pane === 'images' ? ['2', 'A'] : ['1']), '/');
	await app.type(name);
	await app.press('enter');
}

/** Returns the commands of the log with their status, oldest first. */
export const commandsOf = (app: Dashboard): readonly string[] =>
	app.state().commands.map(({ command, status }) => `${command.join(' ')} ${status}`);

/** Returns the texts of the visible toasts. */
export const toastsOf = (app: Dashboard): string =>
	app
		.state()
		.toasts.map(toast => toast.text)
		.join('\n');

export const imageTags = (app: Dashboard): readonly string[] =>
	app.state().lists.images.items.flatMap(image => image.tags);
