import type { Dependency } from '../../../domain/compose/labels.js';
import { startSteps } from '../../../domain/compose/order.js';
import { type ComposeItem, isCreated, type Service } from '../../../domain/compose/project.js';
import { type Summary, troubles } from '../../../domain/compose/summary.js';
import type { Line, Role } from '../../../domain/text/line.js';
import { lineWidth, span } from '../../../domain/text/lines.js';
import { notice } from '../../../domain/text/notice.js';
import { wrapText } from '../../../domain/text/wrap-text.js';
import { countText, summaryIn } from '../../compose/columns.js';
import type { Facts } from '../../pane.js';
import { heading } from '../fact-lines.js';

/** The conditions that a service waits for before it starts, in words. */
const waits: Readonly<Record<Dependency['condition'], string>> = {
	service_started: 'started',
	service_healthy: 'healthy',
	service_completed_successfully: 'completed',
};

/**
 * The services in the order in which they start, each with its state and with what it waits for. A service shows its own
 * dependencies and the services that need it.
 */
export function graphLines(
	item: ComposeItem,
	services: readonly Service[],
	facts: Facts,
	width: number,
): readonly Line[] {
	if (item.kind === 'standalone') {
		return [[], ...notice('Containers without a project have no dependencies.', 'dim', width)];
	}
	if (services.every(({ dependsOn }) => dependsOn.length === 0)) {
		return [
			[],
			...notice('No service depends on another one.', 'dim', width),
			[],
			...serviceRows(services, facts, width),
		];
	}
	return item.kind === 'service' ? neighbours(item, services, facts, width) : steps(services, facts, width);
}

function steps(services: readonly Service[], facts: Facts, width: number): readonly Line[] {
	return startSteps(services).flatMap((step, index): Line[] => [
		...(index > 0 ? [[]] : []),
		heading(index === 0 ? 'Starts first' : `Step ${index + 1}`),
		...serviceRows(step, facts, width),
	]);
}

function neighbours(service: Service, services: readonly Service[], facts: Facts, width: number): readonly Line[] {
	const needed = services.filter(({ name }) => service.dependsOn.some(each => each.service === name));
	const dependents = services.filter(({ dependsOn }) => dependsOn.some(each => each.service === service.name));
	return [
		...serviceRows([service], facts, width),
		...(needed.length > 0 ? [[], heading('Needs'), ...serviceRows(needed, facts, width)] : []),
		...(dependents.length > 0 ? [[], heading('Is needed by'), ...serviceRows(dependents, facts, width)] : []),
	];
}

const serviceRows = (services: readonly Service[], facts: Facts, width: number): readonly Line[] => {
	const nameWidth = Math.max(0, ...services.map(({ name }) => name.length));
	return services.flatMap(service => serviceRow(service, nameWidth, facts, width));
};

/** A dependency that no longer fits goes on below the first one. */
function serviceRow(service: Service, nameWidth: number, facts: Facts, width: number): readonly Line[] {
	const summary = summaryIn(service, facts);
	const { text, role } = stateOf(service, summary);
	const dependsOn = service.dependsOn.map(
		({ service: other, condition, restart }) => `${other} ${waits[condition]}${restart ? ', restarts with it' : ''}`,
	);
	const head: Line = [
		span('   '),
		span(service.name.padEnd(nameWidth), role === 'dim' ? 'dim' : 'text'),
		span(`  ${text}`, role),
	];
	if (dependsOn.length === 0) {
		return [head];
	}
	const after = '  after ';
	const indent = lineWidth(head) + after.length;
	const [first = '', ...rest] = wrapText(dependsOn.join('; '), Math.max(12, width - indent));
	return [
		[...head, span(`${after}${first}`, 'dim')],
		...rest.map((part): Line => [span(' '.repeat(indent)), span(part, 'dim')]),
	];
}

function stateOf(service: Service, summary: Summary): { readonly text: string; readonly role: Role } {
	const problems = troubles(summary);
	const count = countText(service, summary);
	if (problems.length > 0) {
		return { text: `${count} ${problems.join(', ')}`, role: summary.unhealthy + summary.failed > 0 ? 'bad' : 'warn' };
	}
	if (summary.running === 0) {
		const text = !isCreated(service) ? 'not created' : summary.done > 0 ? 'done' : `${count} stopped`;
		return { text, role: 'dim' };
	}
	return { text: summary.health === 'healthy' ? `${count} healthy` : count, role: 'good' };
}
