import { saveCommand } from '../../../domain/commands/archive.js';
import { type Image, imageWord } from '../../../domain/nouns/image.js';
import { emptyTransfer, foldBytes } from '../../../domain/progress/progress-fold.js';
import { decimalSize } from '../../../domain/text/units.js';
import { text } from '../../../state/modals/form-fields.js';
import type { Sentences } from '../../../state/modals/modal.js';
import { isFree } from '../../../state/modals/modals.js';
import { type Action, type ActionContext, action, type TaskHandle } from '../../action.js';
import { several } from '../../targets.js';
import { showTasks } from '../lists.js';
import { pathWarnings, whyNotWrite } from '../may-write.js';
import { pathWord } from '../path-word.js';

/** Saves the selected image or all marked images to one tar file. */
export const saveImages: Action = action<readonly Image[]>({
	id: 'image.save',
	title: 'Save to a file…',
	keys: [],
	scope: 'images',
	target: state => several(state, 'images'),
	command: images => saveCommand.argv(referencesOf(images), 'FILE'),
	run: askSave,
});

async function askSave(context: ActionContext, images: readonly Image[]): Promise<void> {
	const references = referencesOf(images);
	let initial = { file: `${fileName(references[0] ?? 'images')}.tar` };
	let notes: readonly string[] = [`Saves ${references.join(', ')}, about ${sizeOf(images)}.`];
	const warn = pathWarnings(context, 'file');
	for (;;) {
		const values = await context.ask.form(
			{
				title: references.length === 1 ? `Save ${references[0]}` : `Save ${references.length} tags`,
				notes,
				fields: { file: text('File', { completes: 'paths', help: 'on the machine that runs plimsoll' }) },
				initial,
				submit: 'Save',
				validate: ({ file }): Sentences => (file === '' ? { file: 'a file is needed' } : {}),
				warnings: ({ file }) => warn(file),
				command: ({ file }) => saveCommand.argv(references, pathWord(context.files, file)),
			},
			({ file }) => whyNotWrite(context, file),
		);
		if (!values) {
			return;
		}
		initial = values;
		const file = pathWord(context.files, values.file);
		const outcome = await save(context, references, file);
		if (outcome.status !== 'failed' || !isFree(context.getState())) {
			return;
		}
		notes = [outcome.message];
	}
}

/** Images are saved by tag, so that load restores the tags; an image without a tag is saved by its id. */
const referencesOf = (images: readonly Image[]): readonly string[] =>
	images.flatMap(image => (image.tags.length > 0 ? image.tags : [imageWord(image)]));

const fileName = (reference: string): string => reference.split('/').at(-1)!.replace(/[:@]/g, '-');
const sizeOf = (images: readonly Image[]): string => decimalSize(images.reduce((sum, image) => sum + image.size, 0));

async function save(context: ActionContext, references: readonly string[], file: string) {
	const running = context.task({ title: `Save ${file}`, command: saveCommand.argv(references, file) }, async task => {
		const tar = counted(context.engine.images.save(references, task), task);
		const path = await context.files.save(file, tar, task.signal);
		return { value: path, outcome: path };
	});
	showTasks(context);
	const outcome = await running;
	if (outcome.status === 'done') {
		context.toast('good', `Saved to ${outcome.value}`);
	}
	return outcome;
}

/** Passes bytes through and reports their number. The engine does not send the total. */
async function* counted(tar: AsyncIterable<Uint8Array>, { report, now }: TaskHandle): AsyncGenerator<Uint8Array> {
	let transfer = emptyTransfer;
	for await (const chunk of tar) {
		transfer = foldBytes(transfer, chunk.length, now());
		report({ kind: 'transfer', transfer });
		yield chunk;
	}
}
