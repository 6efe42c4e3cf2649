import { configLines } from '../../../../domain/compose/plan/config-text.js';
import type { PlannedProject } from '../../../../domain/compose/plan/make-plan.js';
import { secretMask } from '../../../../domain/registry/secrets.js';
import type { ActionContext } from '../../../action.js';

/** Shows the project as compose reads it, with the selected service alone or first. */
export async function showConfig(
	context: ActionContext,
	planned: Pick<PlannedProject, 'reading'>,
	service: string,
): Promise<void> {
	const { model } = planned.reading;
	const only = service in model.services ? service : '';
	const title = only === '' ? `Config of ${model.name}` : `Config of ${service} in ${model.name}`;
	await context.ask.show(title, configLines(planned, secretMask, only));
}
