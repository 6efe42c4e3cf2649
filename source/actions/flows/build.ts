import type { FormValues } from '../../state/modal.js';
import { type Action, type ActionContext, action } from '../action.js';
import { buildForm, refusalOf } from './build-form.js';
import { firstValues, folderOf, readBuild } from './build-options.js';
import { runBuild } from './build-task.js';

/** `b` in the images pane. */
export const buildImage: Action = action<true>({
	id: 'image.build',
	title: 'Build…',
	keys: ['b'],
	scope: 'images',
	mutates: true,
	footer: 3,
	target: (): true => true,
	run: chooseBuild,
});

/** What was built from each folder, the last one at the end; for the life of the process. */
const built = new WeakMap<ActionContext, Map<string, FormValues>>();

/** The form for the folder that was built last; when there are several, the user says which. */
async function chooseBuild(context: ActionContext): Promise<void> {
	const folders = [...(built.get(context)?.keys() ?? [])].reverse();
	if (folders.length < 2) return askBuild(context, folders[0] ?? context.files.cwd);
	const chosen = await context.ask.menu({
		title: 'Build',
		items: [
			...folders.map(folder => ({ id: folder, label: folder, hint: tagsOf(built.get(context)?.get(folder)) })),
			{ id: '', label: 'Another folder…' },
		],
	});
	if (chosen !== undefined) await askBuild(context, chosen);
}

/** The form for a folder with what it was last built with, then the build as a task. */
export async function askBuild(context: ActionContext, folder: string): Promise<void> {
	const known = built.get(context) ?? new Map<string, FormValues>();
	built.set(context, known);
	// What was typed and left with Esc comes back, until a build was started.
	const memory = `build ${known.size} ${folder}`;
	const spec = { ...buildForm(context, known.get(folder) ?? firstValues(folder)), memory };
	const values = await context.ask.form(spec, values => refusalOf(context, values));
	if (!values) return;
	const key = folderOf(context.files, values);
	known.delete(key);
	known.set(key, values);
	await runBuild(context, readBuild(values));
}

const tagsOf = (values: FormValues | undefined): string => [values?.tags ?? []].flat().join(', ');
