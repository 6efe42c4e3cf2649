import { inOrder } from '../../domain/compose/in-order.js';
import { type ComposeItem, containersOf, isCreated, type Project, type Service } from '../../domain/compose/project.js';
import { applyFilter } from '../../domain/filter.js';
import type { Container } from '../../domain/nouns/container.js';

/** A row of the containers' pane while it is grouped: a project, a service or a container, `depth` levels below the first. */
export type TreeRow = GroupRow | ContainerRow;

export type GroupRow = {
	readonly kind: 'group';
	readonly key: string;
	readonly depth: number;
	readonly item: ComposeItem;
	readonly folded: boolean;
};

export type ContainerRow = {
	readonly kind: 'container';
	readonly key: string;
	readonly depth: number;
	readonly item: Container;
};

export type Tree = {
	readonly rows: readonly TreeRow[];
	/** The place of each row by its key. */
	readonly indexOf: ReadonlyMap<string, number>;
	/** The key of the service or project above each container that is shown or folded away. */
	readonly aboveOf: ReadonlyMap<string, string>;
};

type TreeInput = {
	/** Projects and the standalone containers. */
	readonly items: readonly ComposeItem[];
	/** The containers that are found, in their order. */
	readonly shown: readonly Container[];
	/** Keys of the groups that the user has folded or unfolded. */
	readonly folds: ReadonlySet<string>;
	/** While a filter is set, nothing that it finds is folded. */
	readonly filter: string;
	/** True if things that do not run are shown. */
	readonly all: boolean;
	readonly compare: (a: ComposeItem, b: ComposeItem) => number;
};

/** A service with one container begins folded: its own row shows everything. */
const startsFolded = (item: ComposeItem): boolean => item.kind === 'service' && containersOf(item).length <= 1;

/** Returns true if a group hides the rows below it. */
const isFolded = (item: ComposeItem, folds: ReadonlySet<string>): boolean => startsFolded(item) !== folds.has(item.key);

const groupRows = new WeakMap<ComposeItem, GroupRow>();
const containerRows = new WeakMap<Container, ContainerRow>();

/** The row of a project or service; the same object for the same one, so that its cells can be cached by it. */
export function groupRow(item: ComposeItem, depth: number, folded: boolean): GroupRow {
	const before = groupRows.get(item);
	if (before !== undefined && before.depth === depth && before.folded === folded) {
		return before;
	}
	const row: GroupRow = { kind: 'group', key: item.key, depth, item, folded };
	groupRows.set(item, row);
	return row;
}

/** The row of a container; the same object for the same container. */
export function containerRow(item: Container, depth: number): ContainerRow {
	const before = containerRows.get(item);
	if (before !== undefined && before.depth === depth) {
		return before;
	}
	const row: ContainerRow = { kind: 'container', key: item.id, depth, item };
	containerRows.set(item, row);
	return row;
}

/** Orders the found containers below their services and projects. Groups without a found container are left out. */
export function treeOf({ items, shown, folds, filter, all, compare }: TreeInput): Tree {
	const rank = new Map(shown.map((container, index) => [container, index]));
	const rows: TreeRow[] = [];
	const aboveOf = new Map<string, string>();
	const isFiltered = filter.trim() !== '';

	const found = (containers: readonly Container[]): readonly Container[] =>
		inOrder(
			containers.filter(container => rank.has(container)),
			(a, b) => rank.get(a)! - rank.get(b)!,
		);

	/** Adds a group's row; returns true if the rows below it are shown. */
	function open(item: ComposeItem, depth: number): boolean {
		const folded = isFiltered ? startsFolded(item) : isFolded(item, folds);
		rows.push(groupRow(item, depth, folded));
		return !folded;
	}

	function addContainers(containers: readonly Container[], depth: number, above: string, isOpen: boolean): void {
		for (const container of containers) {
			aboveOf.set(container.id, above);
			if (isOpen) {
				rows.push(containerRow(container, depth));
			}
		}
	}

	function addService(service: Service, isOpen: boolean): void {
		const containers = found(containersOf(service));
		if (containers.length === 0 && isCreated(service)) {
			return;
		}
		// A container may name its project and no service.
		if (service.name === '') {
			addContainers(containers, 1, service.project.key, isOpen);
			return;
		}
		aboveOf.set(service.key, service.project.key);
		const showsContainers = isOpen && open(service, 1);
		addContainers(containers, 2, isOpen ? service.key : service.project.key, showsContainers);
	}

	function addProject(project: Project): void {
		const isFound = containersOf(project).some(each => rank.has(each));
		if (!isFound && (isCreated(project) || !all || !matches(project, filter))) {
			return;
		}
		const isOpen = open(project, 0);
		for (const service of inOrder(project.services, compare)) {
			addService(service, isOpen);
		}
	}

	for (const item of standaloneLast(items, compare)) {
		if (item.kind === 'project') {
			addProject(item);
		} else {
			const containers = found(containersOf(item));
			if (containers.length > 0) {
				addContainers(containers, 1, item.key, open(item, 0));
			}
		}
	}
	return { rows, indexOf: new Map(rows.map(({ key }, index) => [key, index])), aboveOf };
}

/** The containers without a project are last in every order. */
const standaloneLast = (items: readonly ComposeItem[], compare: TreeInput['compare']): readonly ComposeItem[] => [
	...items.filter(({ kind }) => kind === 'project').sort(compare),
	...items.filter(({ kind }) => kind === 'standalone'),
];

/** Returns true if a filter finds a project without containers, by its name or a service's. */
const matches = (project: Project, filter: string): boolean =>
	applyFilter(
		[project, ...project.services],
		filter,
		({ name }) => name,
		(_, key) => (key === 'project' ? project.name : undefined),
	).length > 0;
