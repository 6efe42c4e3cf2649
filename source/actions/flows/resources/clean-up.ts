import { type Prune, pruneCommand, withPruneSettings } from '../../../domain/commands/prune.js';
import { hasStats } from '../../../domain/nouns/container-gates.js';
import type { DiskUsage, DiskUsageItem } from '../../../domain/nouns/host.js';
import { predefinedNetworks } from '../../../domain/nouns/network.js';
import { decimalSize } from '../../../domain/text/units.js';
import type { Call, Engine, PruneResult } from '../../../engine/engine.js';
import { settle } from '../../../state/lists/selection.js';
import type { MenuItem } from '../../../state/modals/modal.js';
import type { State } from '../../../state/state.js';
import type { ActionContext } from '../../action.js';

/** An item that a prune would remove. Sizes in bytes; `shared` bytes belong to other items, too. */
type Prunable = Pick<DiskUsageItem, 'label' | 'size' | 'shared'>;

/** One line of the clean-up menu. */
type Line = Prune & {
	readonly label: string;
	/** The items that the engine would remove, and the number of all items. */
	find(usage: DiskUsage, state: State): { readonly prunable: readonly Prunable[]; readonly total: number };
	/** A sentence about the loss. */
	readonly lost: string;
};

/** The unused items of a kind in `docker system df`. */
const unused =
	(kind: DiskUsageItem['kind'], also: (item: DiskUsageItem) => boolean = () => true): Line['find'] =>
	({ items }) => {
		const all = items.filter(item => item.kind === kind);
		return { prunable: all.filter(item => !item.inUse && also(item)), total: all.length };
	};

/** Networks without running containers. A stopped container only names its networks, and the engine removes those. */
function emptyNetworks(_: DiskUsage, { lists }: State): ReturnType<Line['find']> {
	const { networks, containers } = lists;
	const prunable = networks.items.flatMap(({ name }) => {
		const members = containers.items.filter(container => name in container.networks);
		if (predefinedNetworks.includes(name) || members.some(hasStats)) {
			return [];
		}
		const named = members.length > 0 ? `  of ${members.map(member => member.name).join(', ')}` : '';
		return [{ label: `${name}${named}`, size: 0, shared: 0 }];
	});
	return { prunable, total: networks.items.length };
}

const lines: readonly Line[] = [
	{
		noun: 'container',
		label: 'Stopped containers',
		find: unused('container'),
		lost: 'Their files and logs are lost; volumes stay.',
	},
	{
		noun: 'image',
		label: 'Dangling images',
		find: unused('image', item => item.dangling),
		lost: 'Untagged images that no container uses. Tagged images stay.',
	},
	{
		noun: 'image',
		all: true,
		label: 'All images without a container',
		find: unused('image'),
		lost: 'Includes tagged images. You must rebuild those that you did not push.',
	},
	{
		noun: 'volume',
		all: true,
		label: 'Volumes that no container uses',
		find: unused('volume'),
		lost: 'All files in them are lost.',
	},
	{
		noun: 'network',
		label: 'Networks that no running container uses',
		find: emptyNetworks,
		lost: 'They take no disk space. Stopped containers that use them cannot start without them.',
	},
	{
		noun: 'builder',
		label: 'Build cache',
		find: unused('build-cache'),
		lost: 'The next builds run every step again.',
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

const maxListed = 10;

/** The bytes that a prune frees at least: layers that other items share stay. */
const reclaimable = (items: readonly Prunable[]): number =>
	items.reduce((sum, item) => sum + Math.max(0, item.size - item.shared), 0);

function menuItem({ noun, label, find }: Line, usage: DiskUsage, state: State): MenuItem {
	const { prunable, total } = find(usage, state);
	if (prunable.length === 0) {
		return { id: label, label, disabled: 'there is nothing to remove' };
	}
	const size = noun === 'network' ? '' : ` · ${decimalSize(reclaimable(prunable))}`;
	return { id: label, label, hint: `${prunable.length} of ${total}${size}` };
}

async function askUsage(context: ActionContext): Promise<DiskUsage> {
	const usage = await context.fetchFirst('Reading the disk usage', signal =>
		context.engine.system.diskUsage({ signal }),
	);
	// The volumes may be sorted by size.
	context.update(state => settle({ ...state, diskUsage: { status: 'ready', value: usage } }, 'volumes'));
	return usage;
}

/** `X`: a menu of the disk usage. It opens again after each prune, until the user leaves. */
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
			return context.toast('warn', 'read-only: no changes are sent to the engine');
		}
		if (await prune(context, line, usage)) {
			usage = await askUsage(context);
		}
	}
}

/** Lists the items to remove, asks, and removes them; resolves to false when the user says no. */
async function prune(context: ActionContext, line: Line, usage: DiskUsage): Promise<boolean> {
	const prunable = [...line.find(usage, context.getState()).prunable].sort((a, b) => b.size - a.size);
	const { apiVersion = '1.41', product = 'Docker' } = context.getState().host ?? {};
	const command = pruneCommand.argv(line, { apiVersion, product });
	// Docker adds the filters of its config file by itself: the command does not show them.
	const settings = await context.fetch(() => context.surroundings.pruneFilters());
	const filters = withPruneSettings({}, settings);
	const sized = (item: Prunable) =>
		line.noun === 'network' ? item.label : `${decimalSize(item.size).padStart(8)}  ${item.label}`;
	const go = await context.ask.confirm({
		title: `Remove ${line.label.toLowerCase()}?`,
		body: [
			...prunable.slice(0, maxListed).map(sized),
			...(prunable.length > maxListed ? [`… and ${prunable.length - maxListed} more`] : []),
			line.lost,
			...(settings.length > 0 ? [`pruneFilters in docker’s config.json may keep some: ${settings.join(', ')}.`] : []),
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
		context.toast('good', `Removed ${deleted.length}, reclaimed ${decimalSize(reclaimed)}`);
	});
	return true;
}
