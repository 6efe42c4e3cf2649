import { type Prune, pruneArgv, pruneFilters } from '../../domain/commands/prune.js';
import type { DiskUsage, DiskUsageItem } from '../../domain/host.js';
import { decimalSize } from '../../domain/units.js';
import type { Call, Engine, PruneResult } from '../../engine/engine.js';
import type { MenuItem } from '../../state/modal.js';
import { settle } from '../../state/selection.js';
import type { ActionContext } from '../action.js';

/** One line of the clean-up: what docker calls it, what goes, and what that costs. */
type Line = Prune & {
	readonly label: string;
	/** What the engine would remove, out of `docker system df`. */
	goes(item: DiskUsageItem): boolean;
	/** What breaks or is lost, in words. */
	readonly lost: string;
};

const lines: readonly Line[] = [
	{
		noun: 'container',
		label: 'Stopped containers',
		goes: item => item.kind === 'container' && !item.inUse,
		lost: 'What they wrote inside is lost for good; their logs go, too.',
	},
	{
		noun: 'image',
		label: 'Dangling images',
		goes: item => item.kind === 'image' && item.dangling && !item.inUse,
		lost: 'Untagged layers that no container uses. Nothing that has a name goes.',
	},
	{
		noun: 'image',
		all: true,
		label: 'All images without a container',
		goes: item => item.kind === 'image' && !item.inUse,
		lost: 'Tagged ones go as well: what was not pushed must be built again.',
	},
	{
		noun: 'volume',
		all: true,
		label: 'Volumes that no container uses',
		goes: item => item.kind === 'volume' && !item.inUse,
		lost: 'Every file in them is lost for good.',
	},
	{
		noun: 'network',
		label: 'Networks that no container uses',
		goes: () => false,
		lost: 'They take no room; containers that name them fail to start until they are made again.',
	},
	{
		noun: 'builder',
		label: 'Build cache',
		goes: item => item.kind === 'build-cache' && !item.inUse,
		lost: 'The next builds start from the beginning.',
	},
];

const pruneOf = (engine: Engine, prune: Prune, apiVersion: string, call: Call): Promise<PruneResult> => {
	const filters = pruneFilters(prune, apiVersion);
	switch (prune.noun) {
		case 'container':
			return engine.containers.prune(filters, call);
		case 'image':
			return engine.images.prune(filters, call);
		case 'volume':
			return engine.volumes.prune(filters, call);
		case 'network':
			return engine.networks.prune(filters, call);
		case 'builder':
			return engine.images.pruneBuildCache({ ...call, all: prune.all });
	}
};

const shown = 10;

/** Bytes that come back at the least when these go: layers shared with others stay. */
const givesBack = (items: readonly DiskUsageItem[]): number =>
	items.reduce((sum, item) => sum + Math.max(0, item.size - item.shared), 0);

function menuItem({ noun, label, goes }: Line, usage: DiskUsage): MenuItem {
	const items = usage.items.filter(goes);
	// What networks hold together, `system df` does not tell.
	if (noun === 'network') return { id: label, label, hint: '' };
	const hint = `${items.length} · ${decimalSize(givesBack(items))}`;
	return { id: label, label, hint, ...(items.length === 0 && { disabled: 'there is nothing to remove' }) };
}

/** `X`: what takes room, what would come back, what it would break; then one kind at a time. */
export async function cleanUp(context: ActionContext): Promise<void> {
	const { engine, ask } = context;
	context.toast('info', 'Asking the engine what takes room …');
	const usage = await context.fetch(signal => engine.system.diskUsage({ signal }));
	// Volumes may be in the order of their sizes.
	context.update(state => settle({ ...state, diskUsage: { status: 'ready', value: usage } }, 'volumes'));
	const total = usage.images.size + usage.containers.size + usage.volumes.size + usage.buildCache.size;
	const id = await ask.menu({
		title: `Clean up · ${decimalSize(total)} in use`,
		items: lines.map(line => menuItem(line, usage)),
	});
	const prune = lines.find(({ label }) => label === id);
	if (!prune) return;
	if (context.getState().readOnly) return context.toast('warn', 'read-only: nothing that changes the engine is sent');
	const items = usage.items.filter(prune.goes).sort((a, b) => b.size - a.size);
	const apiVersion = context.getState().host?.apiVersion ?? '1.41';
	const command = pruneArgv(prune, apiVersion);
	const go = await ask.confirm({
		title: `Remove ${prune.label.toLowerCase()}?`,
		body: [
			...items.slice(0, shown).map(item => `${decimalSize(item.size).padStart(8)}  ${item.label}`),
			...(items.length > shown ? [`… and ${items.length - shown} more`] : []),
			prune.lost,
		],
		command,
		action: 'Remove',
		severity: 'destroys',
	});
	if (!go) return;
	await context.perform({ title: prune.label, command }, async signal => {
		const { deleted, reclaimed } = await pruneOf(engine, prune, apiVersion, { signal });
		context.toast('good', `${deleted.length} removed, ${decimalSize(reclaimed)} given back`);
	});
}
