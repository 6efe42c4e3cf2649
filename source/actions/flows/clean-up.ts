import type { DiskUsage, DiskUsageItem } from '../../domain/host.js';
import { decimalSize } from '../../domain/units.js';
import type { Call, Engine, PruneResult } from '../../engine/engine.js';
import type { MenuItem } from '../../state/modal.js';
import type { ActionContext } from '../action.js';

/** One kind of prune: what docker calls it, what goes, and what that costs. */
type Prune = {
	readonly id: string;
	readonly label: string;
	readonly command: readonly string[];
	/** What the engine would remove, out of `docker system df`. */
	goes(item: DiskUsageItem): boolean;
	/** What breaks or is lost, in words. */
	readonly lost: string;
	run(engine: Engine, call: Call): Promise<PruneResult>;
};

const prunes: readonly Prune[] = [
	{
		id: 'containers',
		label: 'Stopped containers',
		command: ['docker', 'container', 'prune', '--force'],
		goes: item => item.kind === 'container' && !item.inUse,
		lost: 'What they wrote inside is lost for good; their logs go, too.',
		run: (engine, call) => engine.containers.prune({}, call),
	},
	{
		id: 'dangling',
		label: 'Dangling images',
		command: ['docker', 'image', 'prune', '--force'],
		goes: item => item.kind === 'image' && item.dangling && !item.inUse,
		lost: 'Untagged layers that no container uses. Nothing that has a name goes.',
		run: (engine, call) => engine.images.prune({ dangling: ['true'] }, call),
	},
	{
		id: 'images',
		label: 'All images without a container',
		command: ['docker', 'image', 'prune', '--all', '--force'],
		goes: item => item.kind === 'image' && !item.inUse,
		lost: 'Tagged ones go as well: what was not pushed must be built again.',
		run: (engine, call) => engine.images.prune({ dangling: ['false'] }, call),
	},
	{
		id: 'volumes',
		label: 'Volumes that no container uses',
		command: ['docker', 'volume', 'prune', '--force'],
		goes: item => item.kind === 'volume' && !item.inUse,
		lost: 'Every file in them is lost for good.',
		run: (engine, call) => engine.volumes.prune({}, call),
	},
	{
		id: 'networks',
		label: 'Networks that no container uses',
		command: ['docker', 'network', 'prune', '--force'],
		goes: () => false,
		lost: 'They take no room; containers that name them fail to start until they are made again.',
		run: (engine, call) => engine.networks.prune({}, call),
	},
	{
		id: 'build-cache',
		label: 'Build cache',
		command: ['docker', 'builder', 'prune', '--force'],
		goes: item => item.kind === 'build-cache' && !item.inUse,
		lost: 'The next builds start from the beginning.',
		run: (engine, call) => engine.images.pruneBuildCache(call),
	},
];

const shown = 10;

/** Bytes that come back at the least when these go: layers shared with others stay. */
const givesBack = (items: readonly DiskUsageItem[]): number =>
	items.reduce((sum, item) => sum + Math.max(0, item.size - item.shared), 0);

function menuItem(prune: Prune, usage: DiskUsage): MenuItem {
	const items = usage.items.filter(prune.goes);
	const hint = prune.id === 'networks' ? '' : `${items.length} · ${decimalSize(givesBack(items))}`;
	return {
		id: prune.id,
		label: prune.label,
		hint,
		...(prune.id !== 'networks' && items.length === 0 && { disabled: 'there is nothing to remove' }),
	};
}

/** `X`: what takes room, what would come back, what it would break; then one kind at a time. */
export async function cleanUp(context: ActionContext): Promise<void> {
	const { engine, ask } = context;
	context.toast('info', 'Asking the engine what takes room …');
	const usage = await context.fetch(signal => engine.system.diskUsage({ signal }));
	context.update(state => ({ ...state, diskUsage: { status: 'ready', value: usage } }));
	const total = usage.images.size + usage.containers.size + usage.volumes.size + usage.buildCache.size;
	const id = await ask.menu({
		title: `Clean up · ${decimalSize(total)} in use`,
		items: prunes.map(prune => menuItem(prune, usage)),
	});
	const prune = prunes.find(each => each.id === id);
	if (!prune) return;
	if (context.getState().readOnly) return context.toast('warn', 'read-only: nothing that changes the engine is sent');
	const items = usage.items.filter(prune.goes).sort((a, b) => b.size - a.size);
	const go = await ask.confirm({
		title: `Remove ${prune.label.toLowerCase()}?`,
		body: [
			...items.slice(0, shown).map(item => `${decimalSize(item.size).padStart(8)}  ${item.label}`),
			...(items.length > shown ? [`… and ${items.length - shown} more`] : []),
			prune.lost,
		],
		command: prune.command,
		action: 'Remove',
		severity: 'destroys',
	});
	if (!go) return;
	await context.perform({ title: prune.label, command: prune.command }, async signal => {
		const { deleted, reclaimed } = await prune.run(engine, { signal });
		context.toast('good', `${deleted.length} removed, ${decimalSize(reclaimed)} given back`);
	});
}
