import { removeVolumeCommand } from '../../domain/commands/volume.js';
import type { Volume } from '../../domain/nouns/volume.js';
import { listFacts } from '../../state/facts.js';
import { showTab } from '../../state/lists/selection.js';
import type { State } from '../../state/state.js';
import { type Action, action } from '../action.js';
import { volumeCheck } from '../flows/outcome-checks.js';
import { createVolume } from '../flows/resources/create-volume.js';
import { several } from '../targets.js';
import { toggleAll } from './view.js';

type Volumes = readonly Volume[];

const volumesOf = (state: State): Volumes | undefined => several(state, 'volumes');

function remove(force: boolean): Action {
	const command = (targets: Volumes) =>
		removeVolumeCommand.argv(
			targets.map(target => target.name),
			{ force },
		);
	return action<Volumes>({
		id: force ? 'volume.force-remove' : 'volume.remove',
		title: force ? 'Remove by force' : 'Remove',
		keys: [force ? 'D' : 'd'],
		scope: 'volumes',
		mutates: true,
		target: volumesOf,
		disabledReason(targets, state) {
			const used = targets.map(volume => listFacts(state).usersOfVolume(volume.name)).find(users => users.length > 0);
			return used ? `used by ${used.slice(0, 3).join(', ')}: remove those containers first` : undefined;
		},
		confirm: targets => ({
			title: targets.length === 1 ? `Remove volume ${targets[0]?.name}?` : `Remove ${targets.length} volumes?`,
			body: [...targets.slice(0, 8).map(volume => `${volume.name}  ${volume.mountpoint}`), 'All files in it are lost.'],
			action: 'Remove',
			severity: 'destroys',
		}),
		command,
		async run(context, targets) {
			const title = targets.length === 1 ? `Remove volume ${targets[0]?.name}` : `Remove ${targets.length} volumes`;
			await context.perform(
				{ title, command: command(targets), checks: targets.map(({ name }) => volumeCheck(context, name)) },
				targets.map(volume => signal => context.engine.volumes.remove(volume.name, { force }, { signal })),
			);
		},
	});
}

export const volumeActions: readonly Action[] = [
	action({
		id: 'volume.inspect',
		title: 'Inspect',
		keys: ['i'],
		scope: 'volumes',
		footer: 1,
		target: (state: State) => (state.panes.volumes.selected === undefined ? undefined : true),
		run: context => context.update(state => showTab(state, 'volumes', 'inspect')),
	}),
	createVolume,
	action({
		id: 'volume.all',
		title: 'Show all or unused volumes',
		keys: ['A'],
		scope: 'volumes',
		target: (): true => true,
		run: context => context.update(toggleAll),
	}),
	remove(false),
	remove(true),
];
