import { type Action, type ActionContext, action } from '../../action.js';
import { buildForm, refusalOf } from './build-form.js';
import { type BuildValues, firstValues, folderOf, readBuild } from './build-options.js';
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
	command: () => ['docker', 'build', '-t', 'NAME', 'FOLDER'],
	run: chooseBuild,
});

/** The number of folders that the menu offers again. */
const maxFolders = 20;

/** The values of the last build of each folder, the newest at the end, and the number of builds. Kept in memory only. */
type Memory = { readonly folders: Map<string, BuildValues>; builds: number };
const memories = new WeakMap<ActionContext, Memory>();

function memoryOf(context: ActionContext): Memory {
	const known = memories.get(context) ?? { folders: new Map<string, BuildValues>(), builds: 0 };
	memories.set(context, known);
	return known;
}

/** Opens the form for the last built folder; the user chooses among several. */
async function chooseBuild(context: ActionContext): Promise<void> {
	const known = [...memoryOf(context).folders].reverse();
	if (known.length < 2) {
		return askBuild(context, known[0]?.[0] ?? context.files.cwd);
	}
	const chosen = await context.ask.menu({
		title: 'Build',
		items: [
			...known.map(([folder, { tags }]) => ({ id: folder, label: folder, hint: tags.join(', ') })),
			{ id: '', label: 'Another folder…' },
		],
	});
	if (chosen !== undefined) {
		await askBuild(context, chosen);
	}
}

/** Opens the form for a folder with the values of its last build, then builds as a task. */
export async function askBuild(context: ActionContext, folder: string): Promise<void> {
	const known = memoryOf(context);
	// The form offers values that the user left with Esc, until a build starts.
	const memory = `build ${known.builds} ${folder}`;
	const spec = { ...buildForm(context, known.folders.get(folder) ?? firstValues(folder)), memory };
	const values = await context.ask.form(spec, values => refusalOf(context, values));
	if (!values) {
		return;
	}
	const key = folderOf(context.files, values);
	known.folders.delete(key);
	known.folders.set(key, values);
	const [oldest] = known.folders.keys();
	if (known.folders.size > maxFolders && oldest !== undefined) {
		known.folders.delete(oldest);
	}
	known.builds++;
	await runBuild(context, readBuild(values));
}
