/** What can be done with a lot at this moment, and how that is said: on its button and beside it. */

import { clock, count, say, timeOfDay, toTheTenth } from "./words.js";

/** One word for where the lot stands for this reader.
 *
 * called: kept for them, to be paid · mine: they wait in its line · off: not on sale · number: it is
 * sold by number · soon: it opens later · line: nothing free, one can wait · sale: it can be bought.
 */
export function stepOf(lot, now) {
  const { ticket } = lot;
  if (ticket?.state === "called" && !ticket.settled && ticket.until > now) return "called";
  if (ticket?.state === "waiting") return "mine";
  if (!lot.open || isOver(lot, now)) return "off";
  if (lot.byTicket) return "number";
  if (isAhead(lot.opensAt, now)) return "soon";
  return lot.available === 0 || lot.waiting > 0 ? "line" : "sale";
}

/** Its last moment has passed. */
export const isOver = (lot, now) => Boolean(lot.closesAt) && now >= lot.closesAt;

/** Nothing is left and nothing comes by itself. */
export function isGone(lot, now) {
  return lot.available === 0 && lot.stocked > 0 && !isAhead(lot.moreAt, now);
}

/** Its words change with every second. */
export function isTimed(lot, now) {
  return isAhead(lot.opensAt, now - 2) || isAhead(lot.moreAt, now - 2) || Boolean(lot.ticket);
}

export const isAhead = (moment, now) => Boolean(moment) && moment > now;

/** What stands beside the lot's price. */
export function stockText(lot, now) {
  const waiting = lot.waiting > 0 ? say("n_wait", { count: count(lot.waiting) }) : "";
  switch (stepOf(lot, now)) {
    case "called":
      return say("your_turn");
    case "mine":
      return placeText(lot, now);
    case "off":
      if (isGone(lot, now)) return goneText(lot);
      return isAhead(lot.opensAt, now)
        ? say("opens_at", { time: timeOfDay(lot.opensAt, now) })
        : say("closed");
    case "number":
      if (isAhead(lot.opensAt, now)) {
        return joined(say("draw_at", { time: timeOfDay(lot.opensAt, now) }), waiting);
      }
      return joined(say("called_to", { called: count(lot.called) }), waiting);
    case "soon":
      return say("opens_at", { time: timeOfDay(lot.opensAt, now) });
    case "line":
      if (isAhead(lot.moreAt, now)) {
        return joined(say("more_at", { time: timeOfDay(lot.moreAt, now) }), waiting);
      }
      return joined(lot.available === 0 ? goneText(lot) : "", waiting);
    default:
      return say("left", { count: count(lot.available) });
  }
}

function placeText({ ticket, opensAt, called }, now) {
  if (ticket.number !== null) {
    return say("number_called", { number: count(ticket.number), called: count(called) });
  }
  if (!isAhead(opensAt, now)) return say("drawing");
  return say("in_the_draw", { time: timeOfDay(opensAt, now) });
}

/** The button: what it says, what stands small under it, whether it does anything. */
export function buttonOf(lot, now) {
  const step = stepOf(lot, now);
  switch (step) {
    case "called":
      return { verb: say("pay_now"), small: clock(lot.ticket.until - now), works: true };
    case "mine":
      return {
        verb: say("my_place"),
        small: lot.ticket.number === null ? "" : say("number", { number: count(lot.ticket.number) }),
        works: true,
      };
    case "number":
      return {
        verb: say("take_number"),
        small: isAhead(lot.opensAt, now) ? clock(lot.opensAt - now) : "",
        works: true,
      };
    case "soon":
      return { verb: clock(lot.opensAt - now), small: say("until_open"), works: false };
    case "line":
      return {
        verb: say("queue"),
        small: isAhead(lot.moreAt, now)
          ? clock(lot.moreAt - now)
          : say(lot.available === 0 ? "sold_out" : "n_wait", { count: count(lot.waiting) }),
        works: true,
      };
    case "off":
      return { verb: say(isGone(lot, now) ? "sold_out" : "closed"), small: "", works: false };
    default:
      return {
        verb: say("grab"),
        small: say("left", { count: count(lot.available) }),
        works: true,
      };
  }
}

const joined = (...parts) => parts.filter(Boolean).join(" · ");

const goneText = ({ soldOutAt }) =>
  soldOutAt ? say("sold_out_at", { time: toTheTenth(soldOutAt) }) : say("sold_out");
