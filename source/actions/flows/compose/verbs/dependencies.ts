import type { Dependency } from '../../../../domain/compose/labels.js';
import type { Service } from '../../../../domain/compose/project.js';
import type { Container } from '../../../../domain/nouns/container.js';
import { isRunning } from '../../../../domain/nouns/container-gates.js';
import { exitCodeOf } from '../../../../domain/nouns/container-status.js';
import type { Engine } from '../../../../engine/engine.js';
import type { TaskHandle } from '../../../action.js';

/** Compose looks at the containers that a service waits for at this interval. */
const pollMs = 500;

/** The state of a service that another one waits for. */
type Readiness =
	| { readonly kind: 'ready' }
	| { readonly kind: 'waiting'; readonly text: string }
	/** It will not become ready. */
	| { readonly kind: 'never'; readonly text: string };

/**
 * Waits until a dependency holds: its containers are healthy, or have completed. `report` gets what it waits for. Rejects when
 * the dependency cannot hold any more.
 */
export async function awaitDependency(
	engine: Engine,
	task: TaskHandle,
	{ condition }: Dependency,
	service: Service,
	report: (text: string) => void,
): Promise<void> {
	if (condition === 'service_started' || service.containers.length === 0) {
		return;
	}
	const ids = service.containers.map(({ id }) => id);
	const { signal } = task;
	for (;;) {
		signal.throwIfAborted();
		const containers = await engine.containers.list({ signal, filters: { id: ids } });
		const readiness = condition === 'service_healthy' ? healthOf(containers) : completionOf(containers);
		if (readiness.kind === 'ready') {
			return;
		}
		if (readiness.kind === 'never') {
			throw new Error(`${service.name} ${readiness.text}`);
		}
		report(`waiting for ${service.name}: ${readiness.text}`);
		await task.sleep(pollMs);
	}
}

/** Every container must be healthy. Source: docker/compose pkg/compose/convergence.go, isServiceHealthy. */
function healthOf(containers: readonly Container[]): Readiness {
	if (containers.length === 0) {
		return { kind: 'never', text: 'no longer exists' };
	}
	const ended = containers.find(container => !isRunning(container));
	if (ended !== undefined) {
		return { kind: 'never', text: `has exited${codeText(ended)}` };
	}
	if (containers.some(({ health }) => health === 'unhealthy')) {
		return { kind: 'never', text: 'is unhealthy' };
	}
	if (containers.some(({ health }) => health === 'none')) {
		return { kind: 'never', text: 'has no health check' };
	}
	return containers.every(({ health }) => health === 'healthy')
		? { kind: 'ready' }
		: { kind: 'waiting', text: 'starting' };
}

/** Every container must have ended with 0. */
function completionOf(containers: readonly Container[]): Readiness {
	if (containers.length === 0) {
		return { kind: 'never', text: 'no longer exists' };
	}
	const failed = containers.find(container => container.state === 'exited' && exitCodeOf(container) !== 0);
	if (failed !== undefined) {
		return { kind: 'never', text: `did not complete successfully${codeText(failed)}` };
	}
	return containers.every(({ state }) => state === 'exited') ? { kind: 'ready' } : { kind: 'waiting', text: 'running' };
}

function codeText(container: Container): string {
	const code = exitCodeOf(container);
	return code === undefined ? '' : ` (${code})`;
}
