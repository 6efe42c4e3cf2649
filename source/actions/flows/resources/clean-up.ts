import { type Prune, pruneCommand } from '../../../domain/commands/prune.js';
import { withPruneSettings } from '../../../domain/commands/prune-settings.js';
import { hasStats } from '../../../domain/nouns/container-gates.js';
import type { DiskUsage, DiskUsageItem } from '../../../domain/nouns/host.js';
import { predefinedNetworks } from '../../../domain/nouns/network.js';
import { decimalSize } from '../../../domain/text/units.js';
import type { Call, Engine, PruneResult } from '../../../engine/engine.js';
import { settle } from '../../../state/lists/selection.js';
import type { MenuItem } from '../../../state/modals/modal.js';
import type { State } from '../../../state/state.js';
import type { ActionContext } from '../../action.js';

/** Something that a prune would remove. Sizes in bytes; what is shared with others stays. */
type Gone = Pick<DiskUsageItem, 'label' | 'size' | 'shared'>;

/** One line of the clean-up: what docker calls it, what goes, and what that costs. */
type Line = Prune & {
	readonly label: string;
	/** What the engine would remove, and out of how many. */
	find(usage: DiskUsage, state: State): { readonly gone: readonly Gone[]; readonly of: number };
	/** What breaks or is lost, in words. */
	readonly lost: string;
};

/** What `docker system df` lists of a kind and nobody uses. */
const unused =
	(kind: DiskUsageItem['kind'], also: (item: DiskUsageItem) => boolean = () => true): Line['find'] =>
	({ items }) => {
		const all = items.filter(item => item.kind === kind);
		return { gone: all.filter(item => !item.inUse && also(item)), of: all.length };
	};

/** Networks that no container is in: one that is stopped only names its own, and the engine removes that. */
function emptyNetworks(_: DiskUsage, { lists }: State): ReturnType<Line['find']> {
	const { networks, containers } = lists;
	const gone = networks.items.flatMap(({ name }) => {
		const members = containers.items.filter(container => name in container.networks);
		if (predefinedNetworks.includes(name) || members.some(hasStats)) {
			return [];
		}
		const named = members.length > 0 ? `  of ${members.map(member => member.name).join(', ')}` : '';
		return [{ label: `${name}${named}`, size: 0, shared: 0 }];
	});
	return { gone, of: networks.items.length };
}

const lines: readonly Line[] = [
	{
		noun: 'container',
		label: 'Stopped containers',
		find: unused('container'),
		lost: 'What they wrote inside is lost for good; their logs go, too.',
	},
	{
		noun: 'image',
		label: 'Dangling images',
		find: unused('image', item => item.dangling),
		lost: 'Untagged layers that no container uses. Nothing that has a name goes.',
	},
	{
		noun: 'image',
		all: true,
		label: 'All images without a container',
		find: unused('image'),
		lost: 'Tagged ones go as well: what was not pushed must be built again.',
	},
	{
		noun: 'volume',
		all: true,
		label: 'Volumes that no container uses',
		find: unused('volume'),
		lost: 'Every file in them is lost for good.',
	},
	{
		noun: 'network',
		label: 'Networks that no running container uses',
		find: emptyNetworks,
		lost: 'They take no room; containers that name them fail to start until they are made again.',
	},
	{
		noun: 'builder',
		label: 'Build cache',
		find: unused('build-cache'),
		lost: 'The next builds start from the beginning.',
	},
];

const pruneOf = (engine: Engine, prune: Prune, call: Call): Promise<PruneResult> => {
	switch (prune.noun) {
		case 'container':
			return engine.containers.prune(prune, call);
		case 'image':
			return engine.images.prune(prune, call);
		case 'volume':
			return engine.volumes.prune(prune, call);
		case 'network':
			return engine.networks.prune(prune, call);
		case 'builder':
			return engine.images.pruneBuildCache({ ...call, all: prune.all, filters: prune.filters });
	}
};

const shown = 10;

/** Bytes that come back at the least when these go: layers shared with others stay. */
const givesBack = (items: readonly Gone[]): number =>
	items.reduce((sum, item) => sum + Math.max(0, item.size - item.shared), 0);

function menuItem({ noun, label, find }: Line, usage: DiskUsage, state: State): MenuItem {
	const { gone, of } = find(usage, state);
	if (gone.length === 0) {
		return { id: label, label, disabled: 'there is nothing to remove' };
	}
	const room = noun === 'network' ? '' : ` · ${decimalSize(givesBack(gone))}`;
	return { id: label, label, hint: `${gone.length} of ${of}${room}` };
}

async function askUsage(context: ActionContext): Promise<DiskUsage> {
	context.toast('info', 'Asking the engine what takes room …');
	const usage = await context.fetch(signal => context.engine.system.diskUsage({ signal }));
	// Volumes may be in the order of their sizes.
	context.update(state => settle({ ...state, diskUsage: { status: 'ready', value: usage } }, 'volumes'));
	return usage;
}

/** `X`: what takes room, what would come back, what it would break; one kind after the other, until the user leaves. */
export async function cleanUp(context: ActionContext): Promise<void> {
	let usage = await askUsage(context);
	for (let index = 0; ; ) {
		const total = usage.images.size + usage.containers.size + usage.volumes.size + usage.buildCache.size;
		const id = await context.ask.menu({
			title: `Clean up · ${decimalSize(total)} on the engine’s disk`,
			items: lines.map(line => menuItem(line, usage, context.getState())),
			index,
		});
		index = lines.findIndex(({ label }) => label === id);
		const line = lines[index];
		if (!line) {
			return;
		}
		if (context.getState().readOnly) {
			return context.toast('warn', 'read-only: nothing that changes the engine is sent');
		}
		if (await prune(context, line, usage)) {
			usage = await askUsage(context);
		}
	}
}

/** Shows what goes, asks, and removes it; resolves to whether it was tried. */
async function prune(context: ActionContext, line: Line, usage: DiskUsage): Promise<boolean> {
	const gone = [...line.find(usage, context.getState()).gone].sort((a, b) => b.size - a.size);
	const apiVersion = context.getState().host?.apiVersion ?? '1.41';
	const command = pruneCommand.argv(line, apiVersion);
	// As docker itself adds them, they are not in the command.
	const settings = await context.fetch(() => context.surroundings.pruneFilters());
	const filters = withPruneSettings({}, settings);
	const sized = (item: Gone) =>
		line.noun === 'network' ? item.label : `${decimalSize(item.size).padStart(8)}  ${item.label}`;
	const go = await context.ask.confirm({
		title: `Remove ${line.label.toLowerCase()}?`,
		body: [
			...gone.slice(0, shown).map(sized),
			...(gone.length > shown ? [`… and ${gone.length - shown} more`] : []),
			line.lost,
			...(settings.length > 0
				? [`Fewer may go: pruneFilters in docker’s config.json say ${settings.join(', ')}.`]
				: []),
		],
		command,
		action: 'Remove',
		severity: 'destroys',
	});
	if (!go) {
		return false;
	}
	await context.perform({ title: line.label, command }, async signal => {
		const { deleted, reclaimed } = await pruneOf(context.engine, { ...line, filters }, { signal });
		context.toast('good', `${deleted.length} removed, ${decimalSize(reclaimed)} given back`);
	});
	return true;
}
