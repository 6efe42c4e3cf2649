import { loadCommand } from '../../../domain/commands/archive.js';
import { withoutHub } from '../../../domain/registry/reference.js';
import { text } from '../../../state/modals/form-fields.js';
import type { Sentences } from '../../../state/modals/modal.js';
import { isFree } from '../../../state/modals/modals.js';
import { type Action, type ActionContext, action } from '../../action.js';
import { showTasks } from '../lists.js';
import { awaitNewImage } from '../new-item.js';
import { pathWord } from '../path-word.js';
import { foldStream } from './transfer.js';

/** Loads the images of a tar file into the engine. */
export const loadImages: Action = action<true>({
	id: 'image.load',
	title: 'Load from a file…',
	keys: [],
	scope: 'images',
	mutates: true,
	target: (): true => true,
	command: () => loadCommand.argv('FILE'),
	run: askLoad,
});

async function askLoad(context: ActionContext): Promise<void> {
	let initial = { file: '' };
	let notes: readonly string[] = [];
	for (;;) {
		const values = await context.ask.form(
			{
				title: 'Load images',
				notes,
				fields: { file: text('File', { placeholder: 'images.tar', completes: 'paths' }) },
				initial,
				submit: 'Load',
				validate: ({ file }): Sentences => (file === '' ? { file: 'a file is needed' } : {}),
				command: ({ file }) => loadCommand.argv(pathWord(context.files, file)),
			},
			async ({ file }) => {
				const found = await context.files.stat(file);
				if (found === 'file') {
					return undefined;
				}
				return found === 'folder' ? `${file} is a folder` : `${file}: no such file`;
			},
		);
		if (!values) {
			return;
		}
		const outcome = await load(context, pathWord(context.files, values.file));
		if (outcome.status !== 'failed' || !isFree(context.getState())) {
			return;
		}
		initial = values;
		notes = [outcome.message];
	}
}

/** Loads a file as a task. The last line of the engine's output names the loaded image. */
async function load(context: ActionContext, file: string) {
	const show = awaitNewImage(context);
	const running = context.task({ title: `Load ${file}`, command: loadCommand.argv(file) }, async task => {
		const { value } = await foldStream(task, context.engine.images.load(context.files.readStream(file), task));
		const outcome = value.lines.at(-1);
		const image = withoutHub(/^Loaded image(?: ID)?: (\S+)/.exec(outcome ?? '')?.[1] ?? '') || undefined;
		return { value: { ...value, image }, outcome, ...(image && { result: { image } }) };
	});
	showTasks(context);
	const outcome = await running;
	if (outcome.status === 'done') {
		if (outcome.value.image !== undefined) {
			await show(outcome.value.image);
		}
		context.toast('good', outcome.value.lines.at(-1) ?? `Loaded ${file}`);
	}
	return outcome;
}
