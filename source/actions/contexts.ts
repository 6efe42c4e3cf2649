import { isInUse } from '../domain/host.js';
import { isConnectScreen } from '../state/selectors.js';
import { type Action, type ActionContext, action } from './action.js';
import { wordsOf } from './failure.js';

/** `C`: another context or host, for this process only; the docker CLI's own choice stays as it is. */
export const openContexts: Action = action({
	id: 'host',
	title: 'Context or host…',
	keys: ['C'],
	scope: 'global',
	label: (_, state) => (isConnectScreen(state) ? 'Pick another context or host…' : 'Context or host…'),
	target: () => true as const,
	run: chooseHost,
});

async function chooseHost(context: ActionContext): Promise<void> {
	const { host, ask } = context;
	const [contexts, problem] = await host.contexts().then(
		found => [found, undefined] as const,
		(error: unknown) => [[], wordsOf(error)] as const,
	);
	if (problem !== undefined) context.toast('warn', problem);
	const { endpoint } = context.getState();
	const chosen = await ask.menu({
		title: 'Context or host',
		items: [
			...contexts.map(each => ({
				id: `context:${each.name}`,
				label: each.name,
				hint: each.url,
				...(isInUse(each, endpoint) && { disabled: 'this is the one in use' }),
			})),
			// A host that was only named at the start is in no list.
			{ id: 'default', label: 'As at the start', hint: 'what command line and environment say' },
			{ id: 'host', label: 'Another host…', hint: 'unix:// tcp:// ssh://' },
			{ id: 'demo', label: 'Demo engine', hint: 'simulated; nothing is touched' },
		],
	});
	if (chosen === undefined) return;
	if (chosen === 'demo' || chosen === 'default') return host.connect(chosen);
	if (chosen !== 'host') return host.connect({ context: chosen.slice('context:'.length) });
	const values = await ask.form({
		title: 'Connect to a host',
		memory: 'connect to a host',
		fields: [{ name: 'host', label: 'Host', kind: 'text', placeholder: 'ssh://user@server' }],
		initial: { host: '' },
		submit: 'Connect',
		validate: ({ host: url }): Record<string, string> =>
			/^(unix|tcp|ssh|npipe|https?):\/\/./.test(String(url))
				? {}
				: { host: 'a URL: unix:///path, tcp://host:port or ssh://user@host' },
	});
	if (values) await host.connect({ host: String(values.host) });
}
