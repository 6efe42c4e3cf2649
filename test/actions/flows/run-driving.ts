import type { CreateRequest } from '../../../source/domain/commands/create.js';
import type { Container } from '../../../source/domain/nouns/container.js';
import { createDemoEngine } from '../../../source/engine/demo/demo-engine.js';
import type { Engine } from '../../../source/engine/engine.js';
import { titleOf } from '../../../source/state/modals/form.js';
import type { Dashboard } from '../../helpers/dashboard.js';

/** Keys that bring the cursor of the open form to a field (its first row, or a later one). */
export async function goToField(app: Dashboard, name: string, row = 0): Promise<void> {
	for (let step = 0; step < 60; step++) {
		const form = app.state().modals.at(-1);
		if (form?.kind !== 'form') {
			throw new Error(`no form is open\n${app.text()}`);
		}
		if (form.field < 0) {
			await app.press('enter');
		} else if (form.spec.fields[form.field]?.name === name && form.row === row) {
			return;
		} else {
			await app.press('down');
		}
	}
	throw new Error(`no field ${name}\n${app.text()}`);
}

/** Types into a field of the open form; several texts are rows. */
export async function fill(app: Dashboard, name: string, ...texts: readonly string[]): Promise<void> {
	for (const [row, text] of texts.entries()) {
		await goToField(app, name, row);
		await app.press('ctrl-u');
		await app.type(text);
	}
}

/** The form that is open; undefined when none is. */
export function formOf(app: Dashboard) {
	const form = app.state().modals.find(modal => modal.kind === 'form');
	return form?.kind === 'form' ? form : undefined;
}

/** The box of the form alone, cut out of the screen: what lies around it changes with time. */
export function boxOf(app: Dashboard): string {
	const rows = app.screen();
	const form = formOf(app);
	const title = form ? titleOf(form) : '';
	const first = rows.findIndex(row => row.includes(`┌ ${title}`));
	const left = rows[first]!.indexOf(`┌ ${title}`);
	const width = rows[first]!.indexOf('┐', left) + 1 - left;
	const last = rows.findIndex((row, index) => index > first && row[left] === '└' && row[left + width - 1] === '┘');
	return rows
		.slice(first, last + 1)
		.map(row => `${row.slice(left, left + width)}\n`)
		.join('');
}

export const containerNamed = (app: Dashboard, name: string): Container | undefined =>
	app.state().lists.containers.items.find(container => container.name === name);

/** The demo engine, noting what is created; `fail` may refuse a start. */
export function watched(fail?: () => Error | undefined): { engine: Engine; created: CreateRequest[]; calls: string[] } {
	const engine = createDemoEngine({ latency: 0 });
	const created: CreateRequest[] = [];
	const calls: string[] = [];
	const { create, start, attach, remove } = engine.containers;
	Object.assign(engine.containers, {
		create: (...args: Parameters<typeof create>) => {
			created.push(args[0]);
			calls.push('create');
			return create(...args);
		},
		attach: (...args: Parameters<typeof attach>) => {
			calls.push('attach');
			return attach(...args);
		},
		start: async (...args: Parameters<typeof start>) => {
			calls.push('start');
			const failure = fail?.();
			if (failure) {
				throw failure;
			}
			return start(...args);
		},
		remove: (...args: Parameters<typeof remove>) => {
			calls.push('remove');
			return remove(...args);
		},
	});
	return { engine, created, calls };
}

/** The HostConfig that was asked for. */
export const hostConfig = (spec: CreateRequest | undefined) => spec?.body.HostConfig as Record<string, unknown>;
