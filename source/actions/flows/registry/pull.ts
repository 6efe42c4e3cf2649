import { pullCommand } from '../../../domain/commands/image.js';
import { parseReference, registryOf } from '../../../domain/registry/reference.js';
import type { FormValues } from '../../../state/modals/modal.js';
import { type Action, type ActionContext, action } from '../../action.js';
import { type TransferEnd, transfer } from '../images/transfer.js';

/** `p` in the images pane. */
export const pullImage: Action = action<true>({
	id: 'image.pull',
	title: 'Pull…',
	keys: ['p'],
	scope: 'images',
	mutates: true,
	footer: 5,
	target: (): true => true,
	async run(context) {
		await askPull(context);
	},
});

/** Asks for a reference and pulls it; a failure leads back to the form. Resolves to whether the image is there. */
async function askPull(context: ActionContext, reference = ''): Promise<boolean> {
	const text = (values: FormValues, name: string) => String(values[name]).trim();
	let initial: FormValues = { reference, platform: '' };
	for (;;) {
		const values = await context.ask.form({
			title: 'Pull an image',
			memory: 'pull',
			fields: [
				{
					name: 'reference',
					label: 'Image',
					kind: 'text',
					placeholder: 'busybox:latest',
					help: '[registry[:port]/]name[:tag|@digest]; without a registry it is docker.io, without a tag it is latest',
					completes: 'images',
					once: true,
				},
				{ name: 'platform', label: 'Platform', kind: 'text', placeholder: 'linux/arm64', advanced: true },
			],
			initial,
			submit: 'Pull',
			validate: (values): Record<string, string> => {
				const error = pullError(text(values, 'reference'));
				return error === undefined ? {} : { reference: error };
			},
			command: values => pullCommand.argv(text(values, 'reference'), { platform: text(values, 'platform') }),
		});
		if (!values) {
			return false;
		}
		initial = values;
		const end = await pull(context, text(values, 'reference'), text(values, 'platform'));
		if (end !== 'edit') {
			return end === 'done';
		}
	}
}

/** Pulls a reference, which must be one, as a task. */
export async function pull(context: ActionContext, reference: string, platform = ''): Promise<TransferEnd> {
	const parsed = parseReference(reference);
	if (!parsed.ok) {
		throw new Error(parsed.error);
	}
	return transfer(context, {
		title: `Pull ${reference}`,
		command: pullCommand.argv(reference, { platform }),
		registry: registryOf(parsed.value),
		stream: (auth, call) => context.engine.images.pull(reference, { auth, platform }, call),
	});
}

function pullError(reference: string): string | undefined {
	if (reference === '') {
		return 'an image is needed';
	}
	const parsed = parseReference(reference);
	return parsed.ok ? undefined : parsed.error;
}
