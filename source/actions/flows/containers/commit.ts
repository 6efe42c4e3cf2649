import { type Commit, commitCommand, instructionProblem } from '../../../domain/commands/commit.js';
import type { Change, Container } from '../../../domain/nouns/container.js';
import { whyNotCommit } from '../../../domain/nouns/container-gates.js';
import { shortId } from '../../../domain/nouns/short-id.js';
import { nextReference } from '../../../domain/registry/next-reference.js';
import { keyTitle } from '../../../domain/text/key-title.js';
import { changeCounts, changeLetters } from '../../../panes/tabs/change-lines.js';
import { type FormOf, rows, text, toggle, type ValuesOf } from '../../../state/modals/form-fields.js';
import { isFree } from '../../../state/modals/modals.js';
import { type Action, type ActionContext, action } from '../../action.js';
import { wordsOf } from '../../failure.js';
import { single, singleReason } from '../../targets.js';
import { createLookup } from '../lookup.js';
import { awaitNew } from '../new-item.js';
import { tagError } from '../registry/tag.js';

/** `c` in the containers pane. */
export const commitContainer: Action = action<Container>({
	id: 'container.commit',
	title: 'Commit…',
	keys: ['c'],
	scope: 'containers',
	mutates: true,
	target: state => single(state, 'containers'),
	disabledReason: (container, state) => singleReason(state, 'containers') ?? whyNotCommit(container),
	command: container => ['docker', 'commit', container.name, 'NAME'],
	run: askCommit,
});

const fields = {
	reference: text('Image name', {
		placeholder: 'user/app:v2',
		help: 'empty creates an image without a name',
		completes: 'images',
		once: true,
	}),
	message: text('Message', { placeholder: 'what was changed' }),
	author: text('Author', { placeholder: 'Ada Lovelace <ada@example.com>' }),
	changes: rows('Changes', {
		placeholder: 'CMD ["nginx", "-g", "daemon off;"]',
		help: 'Dockerfile instructions: CMD, ENTRYPOINT, ENV, EXPOSE, LABEL, USER, VOLUME, WORKDIR',
	}),
	pause: toggle('Pause', { initial: true, help: 'pauses it while the files are copied' }),
};

type Values = ValuesOf<typeof fields>;

const commitOf = (values: Values): Commit => ({ ...values, reference: values.reference.trim() });

/** Opens the form, then commits as a task; after a failure the form opens again with the reason above its fields. */
async function askCommit(context: ActionContext, container: Container): Promise<void> {
	let initial: Partial<Values> = { reference: nextReference(container.image, tagsOf(context)) ?? '' };
	let note = 'Creates an image from its files. Files in volumes are not included.';
	const changesOf = createLookup(context, (id, signal) =>
		context.engine.containers.changes(id, { signal }).then(changeNotes, error => [`✗ docker diff: ${wordsOf(error)}`]),
	);
	const notes = () => [note, ...(changesOf(container.id) ?? ['reading its changes…'])];
	for (;;) {
		const values = await context.ask.form(commitForm(container, initial, notes));
		if (!values) {
			return;
		}
		const outcome = await commit(context, container, commitOf(values));
		if (outcome.status !== 'failed' || !isFree(context.getState())) {
			return;
		}
		initial = values;
		note = outcome.message;
	}
}

const tagsOf = (context: ActionContext): readonly string[] =>
	context.getState().lists.images.items.flatMap(image => image.tags);
/** The most changes that the form lists; the Changes tab has all of them. */
const maxChanges = 12;

function changeNotes(changes: readonly Change[]): readonly string[] {
	const more = changes.length - maxChanges;
	return [
		changes.length === 0 ? 'No file differs from its image.' : `${changeCounts(changes)}:`,
		...changes.slice(0, maxChanges).map(({ kind, path }) => `${changeLetters[kind]} ${path}`),
		...(more > 0 ? [`and ${more} more in the Changes tab`] : []),
	];
}

async function commit(context: ActionContext, container: Container, chosen: Commit) {
	const show = awaitNew(context, 'images');
	const outcome = await context.task(
		{ title: `Commit ${container.name}`, command: commitCommand.argv(container.name, chosen) },
		async ({ signal }) => {
			const id = await context.engine.containers.commit(container.id, chosen, { signal });
			return { value: id, outcome: id, result: { image: id } };
		},
	);

	if (outcome.status === 'done') {
		show(outcome.value);
		const key = context.actions.find(({ id }) => id === 'tasks')?.keys[0];
		const next = key ? ` · ${keyTitle(key)} offers to run and push it` : '';
		context.toast('good', `Committed ${container.name} as ${chosen.reference || shortId(outcome.value)}${next}`);
	}
	return outcome;
}

const commitForm = (
	container: Container,
	initial: Partial<Values>,
	notes: () => readonly string[],
): FormOf<typeof fields> => ({
	title: `Commit ${container.name}`,
	memory: `commit ${container.image}`,
	notes,
	fields,
	initial,
	submit: 'Commit',
	validate(values) {
		const { reference, changes } = commitOf(values);
		const error = reference === '' ? undefined : tagError(reference);
		const wrong = changes.flatMap((change, index) => {
			const problem = instructionProblem(change);
			return problem === undefined ? [] : [[`changes.${index}`, problem]];
		});
		return { ...Object.fromEntries(wrong), ...(error !== undefined && { reference: error }) };
	},
	command: values => commitCommand.argv(container.name, commitOf(values)),
});
