import { removeNetworkCommand } from '../../domain/commands/network.js';
import { disconnectCommand } from '../../domain/commands/network-attachment.js';
import { type Network, predefinedNetworks } from '../../domain/nouns/network.js';
import { listFacts } from '../../state/facts.js';
import { showTab } from '../../state/lists/selection.js';
import type { State } from '../../state/state.js';
import { type Action, action } from '../action.js';
import { networkCheck } from '../flows/outcome-checks.js';
import { connectContainer, disconnectContainer } from '../flows/resources/connect-network.js';
import { createNetwork } from '../flows/resources/create-network.js';
import { several } from '../targets.js';
import { toggleAll } from './view.js';

type Networks = readonly Network[];

const networksOf = (state: State): Networks | undefined => several(state, 'networks');

/** Remove, and remove by force, which first disconnects every container; the docker CLI has no such command. */
function remove(force: boolean): Action {
	const command = (targets: Networks) => removeNetworkCommand.argv(targets.map(target => target.name));
	const disconnects = (targets: Networks, state: State) =>
		targets.flatMap(network =>
			listFacts(state)
				.usersOfNetwork(network.name)
				.map(container => ({ network, options: { container, force: true } })),
		);
	return action<Networks>({
		id: force ? 'network.force-remove' : 'network.remove',
		title: force ? 'Disconnect all and remove' : 'Remove',
		keys: [force ? 'D' : 'd'],
		scope: 'networks',
		mutates: true,
		target: networksOf,
		disabledReason(targets, state) {
			const own = targets.find(network => predefinedNetworks.includes(network.name));
			if (own) {
				return `${own.name} is a pre-defined network and cannot be removed`;
			}
			const used = targets
				.map(network => listFacts(state).usersOfNetwork(network.name))
				.find(users => users.length > 0);
			return used && !force
				? `used by ${used.slice(0, 3).join(', ')}: disconnect them first, or press D to disconnect all`
				: undefined;
		},
		confirm: (targets, state) => ({
			title: targets.length === 1 ? `Remove network ${targets[0]?.name}?` : `Remove ${targets.length} networks?`,
			body: targets.slice(0, 8).map(network => {
				const users = listFacts(state).usersOfNetwork(network.name);
				return `${network.name}  ${network.driver}${users.length > 0 ? `  disconnects ${users.join(', ')}` : ''}`;
			}),
			action: 'Remove',
			severity: 'destroys',
		}),
		command,
		commands: (targets, state) => [
			...(force ? disconnects(targets, state) : []).map(({ network, options }) =>
				disconnectCommand.argv(network.name, options),
			),
			command(targets),
		],
		async run(context, targets) {
			const title = targets.length === 1 ? `Remove network ${targets[0]?.name}` : `Remove ${targets.length} networks`;
			const { engine } = context;
			if (force) {
				for (const { network, options } of disconnects(targets, context.getState())) {
					const done = await context.perform(
						{ title, command: disconnectCommand.argv(network.name, options) },
						signal => engine.networks.disconnect(network.id, options, { signal }),
					);
					if (!done) {
						return;
					}
				}
			}
			await context.perform(
				{ title, command: command(targets), checks: targets.map(({ name }) => networkCheck(context, name)) },
				targets.map(network => signal => engine.networks.remove(network.id, { signal })),
			);
		},
	});
}

export const networkActions: readonly Action[] = [
	action({
		id: 'network.inspect',
		title: 'Inspect',
		keys: ['i'],
		scope: 'networks',
		footer: 1,
		target: (state: State) => (state.panes.networks.selected === undefined ? undefined : true),
		run: context => context.update(state => showTab(state, 'networks', 'inspect')),
	}),
	createNetwork,
	connectContainer,
	disconnectContainer,
	action({
		id: 'network.all',
		title: 'Show all or unused networks',
		keys: ['A'],
		scope: 'networks',
		target: (): true => true,
		run: context => context.update(toggleAll),
	}),
	remove(false),
	remove(true),
];
