import type { FormModal, FormValues } from '../../source/state/modals/modal.js';
import type { Task } from '../../source/state/tasks/task.js';
import type { Dashboard } from '../helpers/dashboard.js';

/** Returns the topmost form; throws if there is none. */
export function formOf(app: Dashboard): FormModal {
	const top = app.state().modals.at(-1);
	if (top?.kind !== 'form') {
		throw new Error(`no form is open:\n${app.text()}`);
	}
	return top;
}

/** Moves down to a field of the form, or one of its rows, and unfolds groups of fields on the way. */
export async function goToField(app: Dashboard, name: string, row = 0): Promise<void> {
	for (let steps = 0; steps < 80; steps++) {
		const form = formOf(app);
		if (form.spec.fields[form.field]?.name === name && form.row === row) {
			return;
		}
		await app.press(form.field < 0 ? 'enter' : 'down');
	}
	throw new Error(`there is no field ${name}:\n${app.text()}`);
}

/**
 * Fills in fields of the form: text and rows replace the old value, `[]` removes all rows, a toggle is `true` or `false`,
 * a choice has the value of an option.
 */
export async function fill(app: Dashboard, values: FormValues): Promise<void> {
	for (const [name, value] of Object.entries(values)) {
		await goToField(app, name);
		const before = formOf(app).values[name];
		if (typeof value === 'boolean') {
			if (before !== value) {
				await app.press('space');
			}
			continue;
		}
		const rows = typeof value === 'string' ? [value] : value;
		for (let left = typeof before === 'object' ? before.length : 0; rows.length === 0 && left > 0; left--) {
			await app.press('ctrl-u', 'delete');
		}
		for (const [row, text] of rows.entries()) {
			await goToField(app, name, row);
			if (formOf(app).spec.fields[formOf(app).field]?.kind === 'choice') {
				await choose(app, name, text);
			} else {
				await app.press('ctrl-u');
				await app.type(text);
			}
		}
	}
}

async function choose(app: Dashboard, name: string, value: string): Promise<void> {
	for (let steps = 0; formOf(app).values[name] !== value; steps++) {
		if (steps > 10) {
			throw new Error(`${name} cannot be ${value}`);
		}
		await app.press('right');
	}
}

/** Opens a pane and filters it by a text, so that the first match is selected. */
export async function select(app: Dashboard, pane: '1' | '2' | '3' | '4', text: string): Promise<void> {
	await app.press('escape', 'escape', pane, '/', 'ctrl-u');
	await app.type(text);
	await app.press('enter');
}

/** Resolves to the newest task once `count` have been started and it has ended. */
export async function taskEnded(app: Dashboard, count: number): Promise<Task> {
	await app.until(({ tasks }) => tasks.length >= count && tasks.at(-1)?.status !== 'running');
	return app.state().tasks.at(-1)!;
}

/** Returns the last command of the log as the user copies it, with its status. */
export const lastCommand = (app: Dashboard): string => {
	const last = app.state().commands.at(-1);
	return last ? `${last.command.join(' ')} ${last.status}` : '';
};
