import { pullCommand } from '../../../domain/commands/image.js';
import { familiar, parseReference, registryOf, withDefaultTag } from '../../../domain/registry/reference.js';
import { text, type ValuesOf } from '../../../state/modals/form-fields.js';
import type { Sentences } from '../../../state/modals/modal.js';
import { type Action, type ActionContext, action } from '../../action.js';
import { type TransferEnd, transfer } from '../images/transfer.js';
import { awaitNewImage } from '../new-item.js';
import { storedFor } from './credentials.js';

/** `p` in the images pane. */
export const pullImage: Action = action<true>({
	id: 'image.pull',
	title: 'Pull…',
	keys: ['p'],
	scope: 'images',
	mutates: true,
	footer: 5,
	target: (): true => true,
	command: () => pullCommand.argv('IMAGE', {}),
	async run(context) {
		await askPull(context);
	},
});

const pullFields = (platforms: (reference: string) => Promise<readonly string[]>) => ({
	reference: text('Image', {
		placeholder: 'busybox:latest',
		help: '[registry[:port]/]name[:tag|@digest]; without a registry: docker.io, without a tag: latest',
		completes: 'images',
		once: true,
	}),
	platform: text('Platform', {
		placeholder: 'linux/arm64',
		help: 'the platforms that the registry has; empty: the engine’s own',
		advanced: true,
		lookUp: ({ reference }) => platforms(typeof reference === 'string' ? reference.trim() : ''),
	}),
});
type Values = ValuesOf<ReturnType<typeof pullFields>>;

/** Asks for a reference and pulls it; after a failure the form opens again. Resolves to true if the pull succeeded. */
async function askPull(context: ActionContext, reference = ''): Promise<boolean> {
	const trimmed = ({ reference, platform }: Values) => ({
		reference: reference.trim(),
		platform: platform.trim(),
	});
	let initial: Partial<Values> = { reference };
	for (;;) {
		const values = await context.ask.form({
			title: 'Pull an image',
			memory: 'pull',
			fields: pullFields(platformLookUp(context)),
			initial,
			submit: 'Pull',
			validate: (values): Sentences => {
				const error = pullError(values.reference.trim());
				return error === undefined ? {} : { reference: error };
			},
			command: values => {
				const { reference, platform } = trimmed(values);
				return pullCommand.argv(reference, { platform });
			},
		});
		if (!values) {
			return false;
		}
		initial = values;
		const { reference, platform } = trimmed(values);
		const end = await pull(context, reference, platform);
		if (end !== 'edit') {
			return end === 'done';
		}
	}
}

/**
 * Asks the registry for the platforms of a reference, with the stored credentials: once for each reference, also if the registry
 * does not answer.
 */
function platformLookUp(context: ActionContext): (reference: string) => Promise<readonly string[]> {
	const answers = new Map<string, Promise<readonly string[]>>();
	const ask = (reference: string) =>
		context.fetch(async signal => {
			const parsed = parseReference(reference);
			if (!parsed.ok) {
				return [];
			}
			const auth = await storedFor(context, registryOf(parsed.value), signal);
			return context.engine.images.platforms(familiar(withDefaultTag(parsed.value)), { auth }, { signal });
		});
	return reference => {
		const answer = answers.get(reference) ?? ask(reference);
		answers.set(reference, answer);
		return answer;
	};
}

/** Pulls a valid reference as a task. */
export async function pull(context: ActionContext, reference: string, platform = ''): Promise<TransferEnd> {
	const parsed = parseReference(reference);
	if (!parsed.ok) {
		throw new Error(parsed.error);
	}
	const image = familiar(withDefaultTag(parsed.value));
	const show = awaitNewImage(context);
	const end = await transfer(context, {
		title: `Pull ${reference}`,
		command: pullCommand.argv(reference, { platform }),
		registry: registryOf(parsed.value),
		result: () => ({ image }),
		stream: (auth, call) => context.engine.images.pull(reference, { auth, platform }, call),
	});
	if (end === 'done') {
		await show(image);
	}
	return end;
}

function pullError(reference: string): string | undefined {
	if (reference === '') {
		return 'an image is needed';
	}
	const parsed = parseReference(reference);
	return parsed.ok ? undefined : parsed.error;
}
