import { fieldMutations } from './field-mutations.js';
import { testPlans } from './field-plans.js';

testPlans('the plan of a changed field of a service equals what compose does', 'fields', fieldMutations);
