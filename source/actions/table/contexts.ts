import { type DockerContext, isInUse } from '../../domain/nouns/host.js';
import { visitPane } from '../../state/lists/selection.js';
import { text } from '../../state/modals/form-fields.js';
import type { Sentences } from '../../state/modals/modal.js';
import { isConnectScreen } from '../../state/selectors.js';
import type { State } from '../../state/state.js';
import { type Action, type ActionContext, action } from '../action.js';
import { single, singleReason } from '../targets.js';

const always = () => true as const;

/** `C`: opens the pane of contexts. The docker CLI's current context does not change. */
export const openContexts: Action = action({
	id: 'host',
	title: 'Context or host…',
	keys: ['C'],
	scope: 'global',
	label: (_, state) => (isConnectScreen(state) ? 'Pick another context or host…' : 'Context or host…'),
	target: always,
	run: context => context.update(state => visitPane(state, 'contexts')),
});

/** The selected context; undefined while its pane is closed. */
const selectedContext = (state: State): DockerContext | undefined =>
	state.pane === 'contexts' ? single(state, 'contexts') : undefined;

function whyNotConnect(context: DockerContext, { endpoint }: State): string | undefined {
	if (context.url === '') {
		return context.description;
	}
	return isInUse(context, endpoint) ? 'already connected' : undefined;
}

export const contextActions: readonly Action[] = [
	action<DockerContext>({
		id: 'context.connect',
		title: 'Connect',
		keys: ['c'],
		scope: 'contexts',
		footer: 1,
		isMain: true,
		target: selectedContext,
		disabledReason: (context, state) => singleReason(state, 'contexts') ?? whyNotConnect(context, state),
		run: ({ host }, { kind, name, url }) => host.connect(kind === 'context' ? { context: name } : { host: url }),
	}),
	action({
		id: 'context.host',
		title: 'Another host…',
		keys: ['h'],
		scope: 'contexts',
		footer: 2,
		target: always,
		run: askHost,
	}),
	// No list has a host that only the command line names.
	action({
		id: 'context.start',
		title: 'Initial engine',
		keys: ['s'],
		scope: 'contexts',
		footer: 3,
		target: always,
		run: ({ host }) => host.connect('default'),
	}),
	action({
		id: 'context.demo',
		title: 'Demo engine',
		keys: ['d'],
		scope: 'contexts',
		footer: 4,
		short: 'demo',
		target: always,
		run: ({ host }) => host.connect('demo'),
	}),
];

async function askHost({ ask, host }: ActionContext): Promise<void> {
	const values = await ask.form({
		title: 'Connect to a host',
		memory: 'connect to a host',
		fields: { host: text('Host', { placeholder: 'ssh://user@server' }) },
		submit: 'Connect',
		validate: ({ host: url }): Sentences =>
			/^(unix|tcp|ssh|npipe|https?):\/\/./.test(url)
				? {}
				: { host: 'a URL: unix:///path, tcp://host:port or ssh://user@host' },
	});
	if (values) {
		await host.connect(values);
	}
}
