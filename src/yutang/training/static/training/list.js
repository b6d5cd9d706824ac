/** The list of a session: the time of this phone goes along with the ticks. */

import { claimTime } from "./claim.js";

const form = document.querySelector('form[data-outbox="list"]');
if (form) claimTime(form);
