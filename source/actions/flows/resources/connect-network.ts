import { type Connection, connectCommand, disconnectCommand } from '../../../domain/commands/network-attachment.js';
import type { Container } from '../../../domain/nouns/container.js';
import type { Network } from '../../../domain/nouns/network.js';
import { listFacts } from '../../../state/facts.js';
import { rows, text, type ValuesOf } from '../../../state/modals/form-fields.js';
import type { Sentences } from '../../../state/modals/modal.js';
import { type Action, type ActionContext, action } from '../../action.js';
import { single, singleReason } from '../../targets.js';

/** Asks for one of the containers that pass `fits`. */
async function pickContainer(
	context: ActionContext,
	title: string,
	fits: (container: Container) => boolean,
): Promise<Container | undefined> {
	const containers = context.getState().lists.containers.items.filter(fits);
	const id = await context.ask.menu({
		title,
		items: containers.map(container => ({ id: container.id, label: container.name, hint: container.image })),
		search: true,
	});
	return containers.find(container => container.id === id);
}

const fields = {
	aliases: rows('Aliases', { placeholder: 'another name in this network' }),
	ip: text('IPv4 address', { placeholder: 'chosen by Docker' }),
};

export const connectContainer: Action = action<Network>({
	id: 'network.connect',
	title: 'Connect a container…',
	keys: ['+'],
	scope: 'networks',
	mutates: true,
	target: state => single(state, 'networks'),
	disabledReason: (network, state) =>
		singleReason(state, 'networks') ??
		(network.name === 'host' || network.name === 'none'
			? `containers join ${network.name} only when they are created`
			: undefined),
	command: network => ['docker', 'network', 'connect', network.name, 'CONTAINER'],
	async run(context, network) {
		const container = await pickContainer(
			context,
			`Connect to ${network.name}`,
			each => !(network.name in each.networks),
		);
		if (!container) {
			return;
		}
		const values = await context.ask.form({
			title: `Connect ${container.name} to ${network.name}`,
			memory: `connect ${container.name} ${network.name}`,
			fields,
			submit: 'Connect',
			validate: ({ ip }): Sentences =>
				/^$|^\d+\.\d+\.\d+\.\d+$/.test(ip) ? {} : { ip: 'an address such as 172.28.0.5' },
			command: values => connectCommand.argv(network.name, connectionOf(container, values)),
		});
		if (!values) {
			return;
		}
		const connection = connectionOf(container, values);
		await context.perform(
			{ title: `Connect ${container.name} to ${network.name}`, command: connectCommand.argv(network.name, connection) },
			signal => context.engine.networks.connect(network.id, connection, { signal }),
		);
	},
});

const connectionOf = (container: Container, values: ValuesOf<typeof fields>): Connection => ({
	container: container.name,
	...values,
});

export const disconnectContainer: Action = action<Network>({
	id: 'network.disconnect',
	title: 'Disconnect a container…',
	keys: ['-'],
	scope: 'networks',
	mutates: true,
	target: state => single(state, 'networks'),
	disabledReason: (network, state) =>
		singleReason(state, 'networks') ??
		(listFacts(state).usersOfNetwork(network.name).length === 0 ? 'no container is connected to it' : undefined),
	command: network => disconnectCommand.argv(network.name, { container: 'CONTAINER', force: false }),
	async run(context, network) {
		const container = await pickContainer(
			context,
			`Disconnect from ${network.name}`,
			each => network.name in each.networks,
		);
		if (!container) {
			return;
		}
		const options = { container: container.name, force: false };
		const command = disconnectCommand.argv(network.name, options);
		await context.perform({ title: `Disconnect ${container.name} from ${network.name}`, command }, signal =>
			context.engine.networks.disconnect(network.id, options, { signal }),
		);
	},
});
