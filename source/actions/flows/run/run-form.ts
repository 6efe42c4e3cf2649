import { quote } from '../../../domain/command.js';
import { portOffers } from '../../../domain/ports/port-offers.js';
import { type RunVerb, runArgv } from '../../../domain/run/to-argv.js';
import type { ShellEnvironment } from '../../../domain/shell/expand.js';
import type { FormOf } from '../../../state/modals/form-fields.js';
import type { FormValues } from '../../../state/modals/modal.js';
import type { ActionContext } from '../../action.js';
import { createLookup } from '../lookup.js';
import { type ImageFacts, type RunFields, type RunValues, runFields } from './run-fields.js';
import { pastedRun } from './run-paste.js';
import { requestContext } from './run-start.js';
import { validateRun } from './run-validate.js';
import { type Folders, readValues, runWords } from './run-values.js';
import { knowsImage, runWarnings } from './run-warnings.js';

/** The folders to which paths in the form are relative. */
export const foldersOf = (context: ActionContext): Folders => ({
	cwd: context.files.cwd,
	home: context.surroundings.env.HOME,
});

/** The environment for expanding a pasted line as a shell would. */
const shellEnvironment = ({ surroundings, files }: ActionContext): ShellEnvironment => ({
	env: surroundings.env,
	cwd: files.cwd,
	home: surroundings.env.HOME,
	uid: surroundings.uid,
	gid: surroundings.gid,
});

type RunFormOptions = {
	readonly verb: RunVerb;
	readonly image: string;
	readonly facts: ImageFacts | undefined;
	/** The id of a container that an earlier try created and could not start. */
	leftover(): string | undefined;
};

/** The form of `docker run` or `docker create` for an image. */
export function runForm(context: ActionContext, { verb, image, facts, leftover }: RunFormOptions): FormOf<RunFields> {
	const folders = foldersOf(context);
	const factsOf = factsLookup(context, image, facts);
	const suggestPort = (text: string, values: FormValues) => offersForPorts(text, values, factsOf(values), context);
	const suggestNetwork = (text: string) => networkOffers(text, context);
	return {
		title: ({ image: named }) => {
			const what = named || 'an image';
			return verb === 'run' ? `Run ${what}` : `Create a container from ${what}`;
		},
		memory: `${verb} ${image}`,
		fields: runFields(verb, { factsOf, suggestPort, suggestNetwork }),
		initial: { image },
		submit: verb === 'run' ? 'Run' : 'Create',
		notes: values => imageNotes(factsOf(values)),
		validate: values =>
			validateRun(values, { verb, folders, context: requestContext(context), host: context.getState().host }),
		warnings: values => runWarnings(values, context.getState(), leftover()),
		command: values => commandOf(values, verb, folders),
		pasteHint: `Paste a docker ${verb} line`,
		parse: text => pastedRun(text, verb, { folders, environment: shellEnvironment(context) }),
	};
}

/** Returns the facts about the image in the form: at once for the first one, and after a request for another listed one. */
function factsLookup(context: ActionContext, first: string, facts: ImageFacts | undefined) {
	const lookUp = createLookup(context, (image, signal) =>
		context.engine.images.inspect(image, { signal }).catch(() => undefined),
	);
	return ({ image }: FormValues): ImageFacts | undefined => {
		if (image === first) {
			return facts;
		}
		return typeof image === 'string' && knowsImage(image.trim(), context.getState()) ? lookUp(image.trim()) : undefined;
	};
}

/** The line in canonical form, or with the values as typed while one of them is wrong. */
function commandOf(values: RunValues, verb: RunVerb, folders: Folders): readonly string[] {
	const { options, errors } = readValues(values, verb, folders);
	return errors.length === 0 ? runArgv(options, verb) : ['docker', verb, ...runWords(values, folders)];
}

/** Facts about the image that the form names, above the fields; none while they are unknown. */
function imageNotes(facts: ImageFacts | undefined): readonly string[] {
	if (facts === undefined) {
		return [];
	}
	const { entrypoint, cmd, exposedPorts, volumes } = facts;
	const words = (argv: readonly string[]) => (argv.length > 0 ? quote(argv) : 'none');
	return [
		[
			`ENTRYPOINT ${words(entrypoint)}`,
			`CMD ${words(cmd)}${entrypoint.length + cmd.length === 0 ? ': type a command' : ''}`,
			...(exposedPorts.length > 0 ? [`exposes ${exposedPorts.join(', ')}`] : []),
			...(volumes.length > 0 ? [`keeps ${volumes.join(', ')} in volumes`] : []),
		].join(' · '),
	];
}

/** Completions for the exposed ports of the image: on a free host port, or behind the typed text. */
function offersForPorts(text: string, { publish }: FormValues, facts: ImageFacts | undefined, context: ActionContext) {
	const rows = typeof publish === 'object' ? publish : [];
	return portOffers(text, {
		exposed: facts?.exposedPorts ?? [],
		others: rows.filter((_, index) => index !== rows.indexOf(text)),
		containers: context.getState().lists.containers.items,
	});
}

/** Completions for `container:NAME`, which no list of networks has. */
function networkOffers(text: string, context: ActionContext): readonly string[] {
	if (text === '' || !'container:'.startsWith(text.slice(0, 10))) {
		return [];
	}
	return context.getState().lists.containers.items.map(({ name }) => `container:${name}`);
}
